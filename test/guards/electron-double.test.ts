import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeWav } from '#shared/audio/wav.ts';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';

const FIXTURE = resolve(import.meta.dirname, '../double/fixture');
const DOUBLE = resolve(import.meta.dirname, '../double/electron');
const RATE = 48_000;
const AMPLITUDE = 0.25;

/** Three seconds of a 440 Hz tone. */
function writeTone(path: string): void {
  const angle = (2 * Math.PI * 440) / RATE;
  const samples = Int16Array.from(
    { length: 3 * RATE },
    (_, index) => AMPLITUDE * 32_767 * Math.sin(angle * index),
  );
  writeFileSync(path, writeWav({ samples, sampleRateHz: RATE }));
}

/** Runs an expression in a page of the fixture app, whose scripts put their tools on `window`. */
function inPage(page: Page, expression: string): Promise<unknown> {
  return page.evaluate(expression);
}

describe('the Electron double', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hark double '));
  let desktop: Desktop;
  let main: Page;
  let hud: Page;

  beforeAll(async () => {
    vi.stubEnv('HARK_ELECTRON', undefined);
    const microphone = join(folder, 'tone.wav');
    writeTone(microphone);
    const env = { HARK_DOUBLE_TAKEN: 'CommandOrControl+Q' };
    desktop = await launchDesktop({ app: FIXTURE, microphone, userData: join(folder, 'data'), env });
    main = await desktop.page('main.html');
    hud = await desktop.page('hud.html');
  }, 60_000);

  afterAll(async () => {
    await desktop.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('describes the app and itself as Electron does', async () => {
    const described = await desktop.electron.evaluate(({ app }) => ({
      name: app.getName(),
      version: app.getVersion(),
      isPackaged: app.isPackaged,
      userData: app.getPath('userData'),
      electron: process.versions.electron,
      type: process.type,
    }));
    expect(described).toEqual({
      name: 'double-fixture',
      version: '1.2.3',
      isPackaged: false,
      userData: join(folder, 'data'),
      electron: '45.4.1',
      type: 'browser',
    });
  });

  it('shows the page only what the preload exposed, frozen', async () => {
    expect(await inPage(main, '[typeof require, typeof process, Object.isFrozen(fixture)]')).toEqual([
      'undefined',
      'undefined',
      true,
    ]);
    const names = await inPage(
      main,
      'Object.getOwnPropertyNames(window).filter((n) => n.includes("double"))',
    );
    expect(names).toEqual([]);
  });

  it('runs the preload sandboxed, with the window’s own arguments', async () => {
    expect(await inPage(main, 'fixture.requireFs()')).toBe('module not found: node:fs');
    expect(await inPage(main, 'document.body.dataset.role')).toBe('main');
    expect(await inPage(hud, 'document.body.dataset.role')).toBe('hud');
    await expect(inPage(main, 'fixture.throwHere()')).rejects.toThrow('from the preload');
  });

  it('clones values over IPC and back', async () => {
    const same = await inPage(
      main,
      `(async () => {
        const sent = { text: 'ä', big: 2n ** 70n, none: undefined, zero: -0, bytes: new Int16Array([1, -2]),
          map: new Map([['a', new Set([1])]]), date: new Date(5), $: 'dollar', list: [null, NaN] };
        const back = await fixture.call('echo', sent);
        return [back.text, String(back.big), 'none' in back, Object.is(back.zero, -0), [...back.bytes],
          back.bytes.constructor.name, back.map.get('a').has(1), back.date.getTime(), back.$, back.list];
      })()`,
    );
    expect(same).toEqual([
      'ä',
      '1180591620717411303424',
      true,
      true,
      [1, -2],
      'Int16Array',
      true,
      5,
      'dollar',
      [null, Number.NaN],
    ]);
    const refused = 'fixture.call("echo", { inner: () => 1 }).then(() => "sent", () => "refused")';
    expect(await inPage(main, refused)).toBe('refused');
  });

  it('names the frame a message comes from', async () => {
    expect(await inPage(main, 'fixture.call("sender")')).toEqual({
      id: 1,
      url: 'app://fixture/main.html',
      origin: 'app://fixture',
      parent: null,
      isMainFrame: true,
    });
  });

  it('words failed calls as Electron does', async () => {
    const message = (channel: string) =>
      inPage(main, `fixture.call('${channel}').catch((error) => error.message)`);
    expect(await message('fail')).toBe("Error invoking remote method 'fail': TypeError: kaboom");
    expect(await message('nobody')).toBe(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
  });

  it('carries message ports both ways and tells of their end', async () => {
    const echoed =
      'echoThroughPort(new Uint8Array([1, 2, 3]).buffer).then((back) => [...new Uint8Array(back)])';
    expect(await inPage(main, echoed)).toEqual([1, 2, 3]);
    expect(await inPage(main, 'fixture.givePort("hello")')).toBe('got hello');
    await main.getByText('port closed').waitFor();
  });

  it('serves the app’s scheme with its content security policy', async () => {
    expect(await inPage(main, 'document.body.dataset.inline')).toBeUndefined();
    expect(await inPage(main, 'isSecureContext')).toBe(true);
    const url = await desktop.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.fromId(1)?.webContents.getURL(),
    );
    expect(url).toBe('app://fixture/main.html');
  });

  it('plays the WAV file as the microphone, once the app has allowed it', async () => {
    const peak = await inPage(main, 'listen()');
    expect(peak).toBeGreaterThan(AMPLITUDE * 0.9);
    expect(peak).toBeLessThan(AMPLITUDE * 1.1);
    const asked = await desktop.person('calls', 'session.permissionRequest');
    expect(asked.at(-1)?.args).toEqual(['media', { mediaTypes: ['audio'] }, true]);
  });

  it('refuses what the app’s permission handlers refuse', async () => {
    const video =
      'navigator.mediaDevices.getUserMedia({ video: true }).then(() => "on", (error) => error.name)';
    expect(await inPage(main, video)).toBe('NotAllowedError');
    expect(await inPage(main, 'Notification.requestPermission()')).toBe('denied');
    const query = (name: string) =>
      `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`;
    expect(await inPage(main, query('microphone'))).toBe('granted');
    expect(await inPage(main, query('geolocation'))).toBe('denied');
  });

  it('lets the app stop pages from going elsewhere or opening windows', async () => {
    await main.locator('#popup').click();
    await main.locator('#away').click();
    await expect.poll(() => desktop.person('calls', 'shell.openExternal')).toHaveLength(1);
    const [opened] = await desktop.person('calls', 'shell.openExternal');
    expect(opened?.args).toEqual(['https://example.com/popup']);
    expect(main.url()).toContain('main.html');
    await expect.poll(() => desktop.electron.windows().length).toBe(2);
  });

  it('presses hotkeys, and refuses one that another program owns', async () => {
    await desktop.person('press', 'CommandOrControl+Shift+Space');
    await hud.getByText('listening').waitFor();
    const [hudState, registered, taken] = await desktop.electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.fromId(2);
      const shown = { isVisible: window?.isVisible(), isFocused: window?.isFocused() };
      return [shown, Reflect.get(globalThis, 'wasRegistered'), Reflect.get(globalThis, 'wasTaken')];
    });
    expect([hudState, registered, taken]).toEqual([{ isVisible: true, isFocused: false }, true, true]);
    const shown = await desktop.person('calls', 'Notification.show');
    expect(shown[0]?.args).toEqual([{ title: 'Fixture', body: 'listening' }]);
    await expect(desktop.person('press', 'F13')).rejects.toThrow('No hotkey F13');
  });

  it('clicks the tray and its menu', async () => {
    const isVisible = () =>
      desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.isVisible());
    expect(await isVisible()).toBe(false);
    await desktop.person('clickTray');
    expect(await isVisible()).toBe(true);
    await desktop.person('trayMenu', 'mute');
    expect(await desktop.person('trayItem', 'Mute')).toMatchObject({ checked: true });
    await hud.getByText('muted').waitFor();
    expect(await desktop.person('trayToolTip')).toBe('Fixture');
  });

  it('hides a window whose close the app prevents', async () => {
    const state = await desktop.electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.fromId(1);
      window?.close();
      return [window?.isDestroyed(), window?.isVisible()];
    });
    expect(state).toEqual([false, false]);
  });

  it('follows bounds and the system’s theme in the page', async () => {
    await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(2)?.setSize(320, 90));
    await expect.poll(() => hud.evaluate(() => [innerWidth, innerHeight])).toEqual([320, 90]);
    await desktop.person('systemTheme', 'dark');
    await expect
      .poll(() => hud.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(true);
  });

  it('keeps the bridge over a reload', async () => {
    await main.reload();
    expect(await inPage(main, 'fixture.call("echo", "again")')).toBe('again');
  });

  it('runs utility processes that talk, and reports their exit', async () => {
    const talk = await desktop.electron.evaluate(async () => {
      const utility = Reflect.get(globalThis, 'utility');
      const next = (event: string) => new Promise((resolve) => utility.once(event, resolve));
      const answered = next('message');
      utility.postMessage({ bytes: new Uint8Array([7]) });
      const { greeting, type, echo } = (await answered) as {
        greeting: string;
        type: string;
        echo: { bytes: Uint8Array };
      };
      const exited = next('exit');
      utility.postMessage('end');
      return { greeting, type, byte: echo.bytes[0], exit: await exited };
    });
    expect(talk).toEqual({ greeting: '--greeting=hello', type: 'utility', byte: 7, exit: 7 });
  });

  it('sends a second start to the first and ends it', async () => {
    const env = { ...process.env, HARK_DOUBLE_USERDATA: join(folder, 'data') };
    await promisify(execFile)(DOUBLE, ['.'], { cwd: FIXTURE, env, shell: process.platform === 'win32' });
    await main.getByText('second fixture').waitFor();
  });

  it('encrypts with safeStorage, at once and later', async () => {
    const kept = await desktop.electron.evaluate(async ({ safeStorage }) => {
      const now = safeStorage.encryptString('sécret');
      const later = await safeStorage.encryptStringAsync('sécret');
      const { result } = await safeStorage.decryptStringAsync(now);
      return { isHidden: !now.includes('cret'), now: safeStorage.decryptString(later), later: result };
    });
    expect(kept).toEqual({ isHidden: true, now: 'sécret', later: 'sécret' });
  });

  it('refuses a preload that a sandbox could not run', async () => {
    const error = await desktop.electron.evaluate(({ app, BrowserWindow }) => {
      const preload = `${app.getAppPath()}/main.js`;
      const window = new BrowserWindow({ show: false, webPreferences: { preload } });
      return new Promise<string>((resolve) => {
        window.webContents.on('preload-error', (_event, _path, reason) => resolve(reason.message));
      });
    });
    expect(error).toContain('import statement');
  });

  // On Windows the child is the shell around the double, whose end says nothing about the double's.
  it.skipIf(process.platform === 'win32')('takes Chromium with it, however it ends', async () => {
    const env = { ...process.env, HARK_DOUBLE_USERDATA: join(folder, 'killed') };
    const child = spawn(DOUBLE, ['.'], { cwd: FIXTURE, env, shell: process.platform === 'win32' });
    const address = await new Promise<string>((found) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        const host = /^DevTools listening on ws:\/\/([^/]+)/.exec(line)?.[1];
        if (host !== undefined) found(`http://${host}/json/version`);
      });
    });
    const isAlive = () =>
      fetch(address)
        .then(() => true)
        .catch(() => false);
    expect(await isAlive()).toBe(true);
    child.kill('SIGKILL');
    await vi.waitUntil(async () => !(await isAlive()), { timeout: 10_000 });
  });
});
