import { describe, expect, test } from 'vitest';
import { launchDesktop } from '../support/desktop-driver.ts';

const WAIT = { timeout: 20_000, interval: 50 };

describe('Quit in the tray', () => {
  test.each(['while it starts', 'when it is ready', 'while it listens'])(
    'ends the app %s',
    async (moment) => {
      const desktop = await launchDesktop();
      await expect.poll(() => desktop.person('trayToolTip').catch(() => ''), WAIT).toContain('Hark');
      if (moment !== 'while it starts') {
        await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('ready');
      }
      if (moment === 'while it listens') {
        await desktop.person('trayMenu', 'talk');
        await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('listening');
      }
      const child = desktop.electron.process();
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      // The app may be gone before it can answer.
      desktop.person('trayMenu', 'quit').catch(() => {});
      expect(await ended).toBe(0);
      await desktop.close();
    },
  );
});
