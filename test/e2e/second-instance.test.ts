import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PttCommand } from '#core/control/control-messages.ts';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';

const WAIT = { timeout: 20_000, interval: 50 };
const CLI = resolve(import.meta.dirname, '../../src/cli/main.ts');
/** Nobody but these tests presses a key. */
const NO_KEYS = { DISPLAY: '', WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: '', DBUS_SESSION_BUS_ADDRESS: '' };
/** Longer than a tap is, ms. */
const HOLD_MS = 1_500;

describe('the running desktop app', () => {
  let userData = '';
  let desktop: Desktop;
  beforeEach(async () => {
    userData = await mkdtemp(join(tmpdir(), 'hark-second-'));
    desktop = await launchDesktop({ userData, env: NO_KEYS });
    await untilTray(/ready/);
  });
  afterEach(async () => {
    await desktop.close();
    await rm(userData, { recursive: true, force: true });
  });
  const untilTray = (state: RegExp): Promise<void> =>
    expect.poll(() => desktop.person('trayToolTip'), WAIT).toMatch(state);

  /** `hark ptt`, in a process of its own; answers with the state it prints. */
  async function ptt(command: PttCommand): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'ptt', command, '--json'], {
      env: { ...process.env, HARK_DATA: userData },
    });
    return JSON.parse(stdout).state;
  }

  test('talks while another program says so', async () => {
    expect(await ptt('toggle')).toBe('listening');
    await untilTray(/listening/);
    expect(await ptt('cancel')).toBe('ready');
    await untilTray(/ready/);
    expect(await ptt('down')).toBe('listening');
    await (await desktop.page('index.html')).waitForTimeout(HOLD_MS);
    expect(await ptt('status')).toBe('listening');
    expect(await ptt('up')).not.toBe('listening');
  });

  /** The window with the talk view; `close` does what its button does. */
  const appWindow = (act: 'isVisible' | 'close') =>
    desktop.electron.evaluate(({ BrowserWindow }, name) => {
      const all = BrowserWindow.getAllWindows();
      return all.find(({ webContents }) => webContents.getURL().includes('index.html'))?.[name]();
    }, act);

  test('R35 shows its window when it is started again, and talks when that one says so', async () => {
    await appWindow('close');
    expect(await appWindow('isVisible')).toBe(false);
    await desktop.startAgain('--ptt', 'toggle');
    await untilTray(/listening/);
    await desktop.startAgain('--ptt', 'cancel');
    await untilTray(/ready/);
    expect(await appWindow('isVisible')).toBe(false);
    await desktop.startAgain();
    await expect.poll(() => appWindow('isVisible'), WAIT).toBe(true);
  });

  test('R35 stays the only one when twenty are started at once, and hears each of them', async () => {
    await desktop.electron.evaluate(({ app }) => {
      Reflect.set(globalThis, 'handedOver', []);
      app.on('second-instance', (_event, argv) => Reflect.get(globalThis, 'handedOver').push(argv.at(-1)));
    });
    const names = Array.from({ length: 20 }, (_, at) => `--start=${at}`);
    // Each resolves when its process has ended by itself.
    await Promise.all(names.map((name) => desktop.startAgain(name)));
    const handedOver = () =>
      desktop.electron.evaluate(() => Reflect.get(globalThis, 'handedOver') as string[]);
    await expect.poll(async () => (await handedOver()).toSorted(), WAIT).toEqual(names.toSorted());
    expect(await ptt('status')).toBe('ready');
  });
});
