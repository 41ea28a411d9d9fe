import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';

const WAIT = { timeout: 30_000, interval: 50 };

describe('the tray of the desktop app', () => {
  let desktop: Desktop;
  beforeEach(async () => {
    desktop = await launchDesktop();
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('ready');
  });
  afterEach(() => desktop.close());

  const item = (id: string) => desktop.person('trayItem', id);
  const choose = (id: string) => desktop.person('trayMenu', id);

  test('copies, repeats and forgets the last answer', async () => {
    const window = await desktop.page('index.html');
    expect(await item('copy')).toMatchObject({ enabled: false });
    await window.getByRole('textbox').fill('what is twelve times seven');
    await window.keyboard.press('Enter');
    await expect.poll(async () => (await item('copy')).enabled, WAIT).toBe(true);
    await choose('copy');
    const [copied] = await desktop.person('calls', 'clipboard.writeText');
    expect(String(copied?.args[0])).toContain('84');

    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('ready');
    await choose('repeat');
    await expect.poll(() => window.locator('.line[data-role=assistant]').count(), WAIT).toBe(2);
    await expect
      .poll(() => window.locator('.line[data-role=assistant]').last().innerText(), WAIT)
      .toContain('84');
    await choose('new');
    await expect.poll(() => window.locator('.line').count(), WAIT).toBe(0);
  });

  test('starts and ends talking, and mutes', async () => {
    await choose('talk');
    await expect.poll(async () => (await item('talk')).label, WAIT).toBe('Stop talking');
    expect(await desktop.person('trayToolTip')).toContain('listening');
    await choose('talk');
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).not.toContain('listening');
    await choose('mute');
    await expect.poll(async () => (await item('mute')).checked, WAIT).toBe(true);
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('muted');
  });

  test('changes the microphone, which the settings show', async () => {
    // Chromium's own, before anybody has talked.
    const other = 'Fake Audio Input 1';
    await expect.poll(() => item(other).catch(() => undefined), WAIT).toMatchObject({ checked: false });
    await choose(other);
    await expect.poll(async () => (await item(other)).checked, WAIT).toBe(true);
    const window = await desktop.page('index.html');
    await choose('settings');
    await window.getByRole('button', { name: 'Listening', exact: true }).click();
    const chosen = window.getByLabel('Microphone', { exact: true }).locator('option:checked');
    await expect.poll(() => chosen.innerText(), WAIT).toBe(other);
  });

  test('changes the voice, and opens settings and history', async () => {
    await choose('voice:rms');
    await expect.poll(async () => (await item('voice:rms')).checked, WAIT).toBe(true);
    await choose('settings');
    const window = await desktop.page('index.html');
    await window.getByRole('main', { name: 'Settings' }).waitFor();
    await choose('history');
    await expect.poll(() => new URL(window.url()).hash, WAIT).toBe('#history');
    await window.getByRole('main', { name: 'Settings' }).waitFor({ state: 'detached' });
  });
});
