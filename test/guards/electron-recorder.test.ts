import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';

const FIXTURE = resolve(import.meta.dirname, '../double/fixture');
const DOUBLE = resolve(
  import.meta.dirname,
  '../double',
  process.platform === 'win32' ? 'electron.cmd' : 'electron',
);

// The real binary is not here, so the recorder is loaded into the double in the way it is loaded into the real one.
describe('the recorder for the real Electron', () => {
  let desktop: Desktop;
  let main: Page;

  beforeAll(async () => {
    vi.stubEnv('HARK_ELECTRON', DOUBLE);
    desktop = await launchDesktop({ app: FIXTURE });
    main = await desktop.page('main.html');
  }, 60_000);

  afterAll(async () => {
    await desktop.close();
    vi.unstubAllEnvs();
  });

  it('notes what the app asks of the desktop', async () => {
    await main.locator('#popup').click();
    await expect
      .poll(() => desktop.person('calls', 'shell.openExternal'))
      .toEqual([{ api: 'shell.openExternal', args: ['https://example.com/popup'] }]);
  });

  it('presses hotkeys and reads notifications', async () => {
    await desktop.person('press', 'CommandOrControl+Shift+Space');
    await (await desktop.page('hud.html')).getByText('listening').waitFor();
    const [shown] = await desktop.person('calls', 'Notification.show');
    expect(shown?.args).toEqual([{ title: 'Fixture', body: 'listening' }]);
    await expect(desktop.person('press', 'F13')).rejects.toThrow('No hotkey F13');
  });

  it('clicks the tray and its menu', async () => {
    await desktop.person('clickTray');
    const isVisible = await desktop.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.fromId(1)?.isVisible(),
    );
    expect(isVisible).toBe(true);
    await desktop.person('trayMenu', 'Mute');
    expect(await desktop.person('trayItem', 'mute')).toMatchObject({ checked: true });
    expect(await desktop.person('trayToolTip')).toBe('Fixture');
  });
});
