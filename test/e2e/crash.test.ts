import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';

const WAIT = { timeout: 20_000, interval: 50 };

describe('the desktop app when a page crashes', () => {
  let desktop: Desktop;
  beforeEach(async () => {
    desktop = await launchDesktop();
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('ready');
  });
  afterEach(() => desktop.close());

  /** What stands in the window; asked of the main process, because Playwright gives a crashed page up. */
  const textOfWindow = () =>
    desktop.electron.evaluate(async ({ webContents }) => {
      const window = webContents.getAllWebContents().find((page) => page.getURL().includes('index.html'));
      return String(await window?.executeJavaScript('document.body.innerText').catch(() => ''));
    });

  test('brings the window back with the conversation as it was', async () => {
    const window = await desktop.page('index.html');
    await window.getByRole('textbox').fill('what is twelve times seven');
    await window.keyboard.press('Enter');
    await expect.poll(textOfWindow, WAIT).toMatch(/is 84/);
    const session = await window.context().newCDPSession(window);
    const crashed = new Promise((resolve) => window.once('crash', resolve));
    // Nobody is left to answer it.
    session.send('Page.crash').catch(() => {});
    await crashed;
    await expect.poll(textOfWindow, WAIT).toMatch(/had crashed, and was opened again/);
    expect(await textOfWindow()).toMatch(/is 84/);
  });
});

describe('the desktop app when nobody catches an exception', () => {
  test('R29 saves, says so once, and ends', async () => {
    const userData = await mkdtemp(join(tmpdir(), 'hark-crash-'));
    onTestFinished(() => rm(userData, { recursive: true, force: true }));
    const desktop = await launchDesktop({ userData });
    await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('ready');
    const told = join(userData, 'told.txt');
    const child = desktop.electron.process();
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await desktop.electron.evaluate(({ dialog }, file) => {
      dialog.showErrorBox = (title) => process.getBuiltinModule('fs').appendFileSync(file, `${title}\n`);
      setTimeout(() => {
        throw new Error('Boom.');
      });
    }, told);
    expect(await ended).toBe(1);
    expect(await readFile(told, 'utf8')).toBe('Hark has crashed\n');
    expect(await readFile(join(userData, 'logs', 'hark.log'), 'utf8')).toMatch(/Nobody caught.*Boom\./);
    await expect(access(join(userData, 'control.json'))).rejects.toThrow();
  });
});
