import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';
import { keyField, openShortcuts } from './support/shortcuts-page.ts';

const WAIT = { timeout: 10_000, interval: 500 };

describe.skipIf(process.platform !== 'linux')('R36 keys that another program has', () => {
  const WANTED = DEFAULT_SETTINGS.hotkeys.talk;
  let desktop: Desktop;
  let window: Page;
  beforeEach(async () => {
    const env = { DISPLAY: '', WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: '', DBUS_SESSION_BUS_ADDRESS: '' };
    desktop = await launchDesktop({ env: { ...env, HARK_DOUBLE_TAKEN: `${WANTED},Alt+M` } });
    window = await desktop.page('index.html');
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('ready');
  });
  afterEach(() => desktop.close());

  /** Presses a key, if Hark has it. */
  const pressed = (accelerator: string): Promise<boolean> =>
    desktop.person('press', accelerator).then(
      () => true,
      () => false,
    );

  test('at the start are replaced, told once, and kept as the wish', async () => {
    const told = 'Ctrl + Shift + Space was unavailable for “Talk”, using Ctrl + Alt + Space.';
    await expect.poll(() => window.getByText(told).count(), WAIT).toBe(1);
    await desktop.person('press', 'CommandOrControl+Alt+Space');
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('listening');
    await openShortcuts(window);
    expect(await keyField(window, 'Talk').getAttribute('aria-label')).toBe('Talk: Ctrl + Shift + Space');
    await expect
      .poll(() => window.locator('.hotkey-state').first().innerText(), WAIT)
      .toMatch(/unavailable, using/);
  });

  test('are refused when they are recorded, with three that are free, and one of them mutes', async () => {
    await openShortcuts(window);
    await keyField(window, 'Mute').click();
    await window.keyboard.press('Alt+m');
    await expect
      .poll(() => window.getByRole('alert').innerText(), WAIT)
      .toBe('Alt + M is used by another program.');
    // The fallback of the talk key rests as well, so that it could be recorded.
    await expect(desktop.person('press', 'CommandOrControl+Alt+Space')).rejects.toThrow('No hotkey');
    const free = window.getByRole('list', { name: 'Free keys' }).getByRole('button');
    await expect.poll(() => free.count(), WAIT).toBe(3);
    await window.getByRole('button', { name: 'Use Alt + Shift + M' }).click();
    await expect
      .poll(() => keyField(window, 'Mute').getAttribute('aria-label'), WAIT)
      .toBe('Mute: Alt + Shift + M');
    await vi.waitUntil(() => pressed('Alt+Shift+M'), WAIT);
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('muted');
  });

  test('rest while another key is recorded, and work again after the page has crashed', async () => {
    await openShortcuts(window);
    await keyField(window, 'Mute').click();
    const press = (): Promise<boolean> => pressed('CommandOrControl+Alt+Space');
    await expect.poll(press, WAIT).toBe(false);
    const session = await window.context().newCDPSession(window);
    session.send('Page.crash').catch(() => {});
    await expect.poll(press, WAIT).toBe(true);
  });
});
