import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';
import { PERMISSIONS } from '../support/permissions.ts';
import { SEARCH } from './support/attacks.ts';

// The numbers are those of Electron's security checklist; what of it cannot be proven here stands in test/README.md.
const ROOT = resolve(import.meta.dirname, '../..');
const CANARY = 'canary-4f1c9a7e';
const WAIT = { timeout: 20_000, interval: 20 };
const PAGES = ['index.html', 'hud.html'] as const;

/** Runs an expression in a page; it may use what the page has. */
const inPage = (page: Page, expression: string): Promise<unknown> => page.evaluate(expression);

describe.skipIf(process.env.HARK_ELECTRON !== undefined)('the desktop app under attack', () => {
  let desktop: Desktop;
  const pages = new Map<string, Page>();
  const pageOf = (name: string): Page => {
    const page = pages.get(name);
    if (page === undefined) throw new Error(`There is no page ${name}.`);
    return page;
  };

  beforeAll(async () => {
    desktop = await launchDesktop({ env: { HARK_SECRET_FOR_TEST: CANARY } });
    for (const name of PAGES) pages.set(name, await desktop.page(name));
    await vi.waitUntil(async () => (await desktop.person('trayToolTip')).includes('ready'), WAIT);
  });
  afterAll(() => desktop.close());

  test.each(PAGES)(
    '1: everything of %s comes from the app itself, and it can reach nothing else',
    async (name) => {
      const page = pageOf(name);
      const origins = await inPage(
        page,
        "[...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))]",
      );
      expect(origins).toEqual([new URL(page.url()).origin]);
      for (const address of ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd']) {
        expect(await inPage(page, `fetch('${address}').then(() => 'reached', () => 'refused')`)).toBe(
          'refused',
        );
      }
    },
  );

  test('2, 3, 4, 12: every window is sandboxed and isolated, without Node and without webviews', async () => {
    const windows = await desktop.person('windowOptions');
    expect(windows).toHaveLength(PAGES.length);
    for (const { webPreferences } of windows) {
      expect(webPreferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
      });
    }
  });

  test('4: the preload needs nothing that a sandbox does not have', async () => {
    const preload = await readFile(join(ROOT, 'out/preload/index.cjs'), 'utf8');
    const required = [...preload.matchAll(/\brequire\(\s*["'`]([^"'`]+)/g)].map(([, name]) => name);
    expect(new Set(required)).toEqual(new Set(['electron']));
  });

  test('5: of all permissions, the HUD gets one, to listen, and the window one, to copy', async () => {
    const asked = PAGES.flatMap((page) =>
      PERMISSIONS.flatMap((permission) => ['audio', 'video'].map((kind) => ({ page, permission, kind }))),
    );
    const granted: string[] = [];
    for (const { page, permission, kind } of asked) {
      const details = { mediaType: kind, mediaTypes: [kind] };
      const { check, request } = await desktop.person('permission', page, permission, details);
      expect(check, `${permission} is checked and requested alike`).toBe(request);
      if (check) granted.push(`${page} ${permission} ${kind}`);
    }
    const copy = 'index.html clipboard-sanitized-write';
    expect(new Set(granted)).toEqual(new Set(['hud.html media audio', `${copy} audio`, `${copy} video`]));
  });

  test.each<[string, object]>([
    ['a frame inside of it', { isMainFrame: false }],
    ['another address', { requestingUrl: 'https://example.com/' }],
    ['an address that looks like ours', { requestingUrl: 'app://hark.evil/hud.html' }],
    ['nothing in particular', { mediaType: undefined, mediaTypes: [] }],
    ['sound and picture together', { mediaType: 'video', mediaTypes: ['audio', 'video'] }],
  ])("5: the HUD's permission is not for %s", async (_name, details) => {
    const asked = { mediaType: 'audio', mediaTypes: ['audio'], ...details };
    expect(await desktop.person('permission', 'hud.html', 'media', asked)).toEqual({
      check: false,
      request: false,
    });
  });

  test('6, 8, 9, 10: nothing that makes Chromium less strict is even mentioned', async () => {
    const risky = [
      'webSecurity',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
    ];
    for (const { webPreferences } of await desktop.person('windowOptions')) {
      expect(Object.keys(webPreferences).filter((name) => risky.includes(name))).toEqual([]);
    }
  });

  test.each(PAGES)('7: %s runs no script that was put into it', async (name) => {
    const page = pageOf(name);
    const attempts = [
      "eval('window.hacked = 1')",
      "new Function('window.hacked = 1')()",
      "setTimeout('window.hacked = 1')",
      'document.body.innerHTML = \'<img src=x onerror="window.hacked = 1">\'',
      "document.body.append(Object.assign(document.createElement('script'), { text: 'window.hacked = 1' }))",
      "document.body.insertAdjacentHTML('beforeend', '<svg onload=\"window.hacked = 1\">')",
      "new Worker('data:text/javascript,0')",
      "document.body.setAttribute('onclick', 'window.hacked = 1'); document.body.click()",
    ];
    // In a task of the page's own: what DevTools evaluates is not held to the content security policy.
    for (const attempt of attempts) {
      const task = `() => { try { ${attempt} } catch { /* refused */ } finally { done(); } }`;
      await inPage(page, `new Promise((done) => { setTimeout(${task}); })`);
    }
    await inPage(page, 'new Promise((done) => { setTimeout(done); })');
    expect(await inPage(page, 'window.hacked')).toBeUndefined();
  });

  test.each(PAGES)('11: %s may embed no other page', async (name) => {
    expect(await desktop.person('stopsWebview', name)).toBe(true);
  });

  test.each(PAGES)('13: %s goes nowhere', async (name) => {
    const page = pageOf(name);
    const own = page.url();
    const targets = ['https://example.com/', 'http://127.0.0.1:1/', `${new URL(own).origin}/other.html`];
    const before = (await desktop.person('calls', 'webContents.navigation')).length;
    for (const target of targets) {
      await inPage(page, `window.location.assign('${target}')`);
      await expect
        .poll(async () => (await desktop.person('calls', 'webContents.navigation')).at(-1)?.args[0], WAIT)
        .toBe(target.startsWith(new URL(own).origin) ? 'app://hark/other.html' : target);
    }
    const asked = (await desktop.person('calls', 'webContents.navigation')).slice(before);
    expect(asked.map(({ args }) => args[1])).toEqual(targets.map(() => false));
    await inPage(page, "hark.request('snapshot.get', {})");
    expect(page.url()).toBe(own);
  });

  test('16: Electron is named exactly', async () => {
    const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('17: there are two channels, however many requests there are', async () => {
    expect(await desktop.person('channels')).toEqual(['hark:request', 'hark:subscribe']);
  });

  const OURS = { url: 'app://hark/index.html', parent: null };
  const HUD = { url: 'app://hark/hud.html', parent: null };
  const SNAPSHOT = ['snapshot.get', {}];
  test.each([
    ['a frame that is gone', 'index.html', null, SNAPSHOT],
    ['a frame inside of ours', 'index.html', { ...OURS, parent: {} }, SNAPSHOT],
    ['another address', 'index.html', { ...OURS, url: 'https://example.com/' }, SNAPSHOT],
    ['an address that looks like ours', 'index.html', { ...OURS, url: 'app://hark.evil/' }, SNAPSHOT],
    ['no address', 'index.html', { ...OURS, url: '' }, SNAPSHOT],
    ['a page that is no window of ours', 'nowhere', OURS, SNAPSHOT],
    ['the HUD, for what only the window may', 'hud.html', HUD, ['key.set', { value: 'x' }]],
    [
      'the window, for what only the HUD can know',
      'index.html',
      OURS,
      ['microphone.failed', { message: 'x' }],
    ],
    ['our window, with too many arguments', 'index.html', OURS, [...SNAPSHOT, 'more']],
    ['our window, with too few', 'index.html', OURS, ['snapshot.get']],
  ])('17: a message from %s is refused', async (_name, page, frame, args) => {
    const call = { channel: 'hark:request', page, frame, args };
    expect(await desktop.person('invokeAs', call)).toMatchObject({ ok: false, error: { reason: 'denied' } });
  });

  test.each([
    ['an unknown name', ['app.quit', {}]],
    ['a name of the language', ['__proto__', {}]],
    ['a name that is none', [{ name: 'snapshot.get' }, {}]],
    ['an unknown field', ['mute.set', { on: true, more: 1 }]],
    ['a field of the wrong kind', ['mute.set', { on: 'yes' }]],
    ['a text without end', ['text.send', { text: 'x'.repeat(1_000_000) }]],
  ])('17: %s is refused also from our own window', async (_name, args) => {
    const call = { channel: 'hark:request', page: 'index.html', frame: OURS, args };
    expect(await desktop.person('invokeAs', call)).toMatchObject({
      ok: false,
      error: { reason: 'invalid_input' },
    });
  });

  test('18: no address names a file of the disk', async () => {
    const climb = fc.array(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '..%2f',
        '..%5c',
        '..\\',
        '%00',
        '~',
        'etc',
        'passwd',
        'index.html',
        '',
      ),
      { minLength: 1, maxLength: 12 },
    );
    const places = fc.sample(climb, 10_000).map((parts) => `app://hark/${parts.join('/')}`);
    const named = [
      'app://hark//etc/passwd',
      'app://hark/index.html/../../package.json',
      'app://evil/index.html',
    ];
    const urls = [...places, ...named];
    const statuses = await desktop.person('statuses', urls);
    const found = urls.filter((_url, at) => statuses[at] === 200);
    expect(new Set(found.map((url) => new URL(url).pathname))).toEqual(new Set(['/index.html']));
    expect(await desktop.person('statuses', ['app://hark/index.html'])).toEqual([200]);
  });

  test.each(PAGES)('20: %s has two functions of ours, and nothing of Node or Electron', async (name) => {
    const page = pageOf(name);
    const surface = await inPage(
      page,
      'Object.fromEntries(Object.entries(hark).map(([name, value]) => [name, typeof value]))',
    );
    expect(surface).toEqual({ request: 'function', subscribe: 'function' });
    expect(await inPage(page, 'Object.isFrozen(hark)')).toBe(true);
    const foreign = [
      'require',
      'process',
      'Buffer',
      'module',
      'exports',
      'global',
      'electron',
      'ipcRenderer',
    ];
    expect(await inPage(page, `${JSON.stringify(foreign)}.filter((name) => name in window)`)).toEqual([]);
  });

  test.each(PAGES)('20: %s cannot read the environment, neither of itself nor by asking', async (name) => {
    const page = pageOf(name);
    expect(await desktop.electron.evaluate(() => process.env.HARK_SECRET_FOR_TEST)).toBe(CANARY);
    expect(await inPage(page, `(${SEARCH})(${JSON.stringify(CANARY)})`)).toEqual([]);
    const reply = await inPage(page, "hark.request('snapshot.get', {}).then(JSON.stringify)");
    expect(String(reply)).toContain('"ok":true');
    expect(String(reply)).not.toContain(CANARY);
  });

  // Last, because a page whose window the double has just closed may not answer Playwright any more.
  test.each(PAGES)('14, 15: %s opens no window and no other program', async (name) => {
    const page = pageOf(name);
    const count = async () => (await desktop.person('calls', 'webContents.windowOpen')).length;
    const before = await count();
    await inPage(page, "void setTimeout(() => window.open('https://example.com/'))");
    await expect.poll(count, WAIT).toBe(before + 1);
    const opened = (await desktop.person('calls', 'webContents.windowOpen')).slice(before);
    expect(opened.map(({ args }) => args[1])).toEqual(['deny']);
    expect(await desktop.person('windowOptions')).toHaveLength(PAGES.length);
    expect(await desktop.person('calls', 'shell.openExternal')).toEqual([]);
  });
});
