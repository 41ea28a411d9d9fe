import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { checkKeys } from '#cli/key-checks.ts';
import { startControl } from '#core/control/control-server.ts';
import { type HotkeyView, NO_HOTKEY, NO_HOTKEYS } from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('HARK_DATA', folder);
});
afterEach(() => vi.unstubAllEnvs());

async function startApp(views: { readonly [action: string]: Partial<HotkeyView> }): Promise<void> {
  const silent = (): void => {};
  const found = Object.entries(views).map(([action, view]) => [action, { ...NO_HOTKEY, ...view }]);
  const hotkeys = { mode: 'use' as const, actions: { ...NO_HOTKEYS, ...Object.fromEntries(found) } };
  const control = await startControl({
    app: { bridge: { request: async () => ({ ok: true, value: undefined }) }, state: { ...READY, hotkeys } },
    folder,
    log: { error: silent, warn: silent, info: silent, debug: silent },
  });
  onTestFinished(control.close);
}

test('what the running app found out is told, with why nothing better is in use', async () => {
  await startApp({
    talk: {
      wanted: 'Alt+T',
      bound: 'Alt+T',
      provider: 'global_shortcut',
      label: 'System shortcut',
      skipped: [{ label: 'Keyboard hook', reason: 'It ended 3 times.' }],
    },
  });
  expect(await checkKeys()).toEqual([
    {
      name: 'Talk key: System shortcut',
      state: 'works',
      detail: 'in use, with presses only, so the key starts and stops',
    },
    { name: 'Talk key: Keyboard hook', state: 'missing', detail: 'It ended 3 times.' },
    { name: 'Shortcut: Talk', state: 'works', detail: 'Alt + T, by the system shortcut' },
  ]);
});

test('R36 actions that have no key, or another than wanted, are told with the reason', async () => {
  const skipped = [{ label: 'System shortcut', reason: 'Alt + M is used by another program' }];
  await startApp({
    mute: { wanted: 'Alt+M', skipped },
    showWindow: {
      wanted: 'Alt+W',
      bound: 'Alt+Shift+W',
      provider: 'global_shortcut',
      label: 'System shortcut',
    },
  });
  const checks = await checkKeys();
  expect(checks.filter(({ name }) => name.startsWith('Shortcut'))).toEqual([
    { name: 'Shortcut: Mute', state: 'missing', detail: 'Alt + M: Alt + M is used by another program' },
    {
      name: 'Shortcut: Show the window',
      state: 'works',
      detail: 'Alt + W was unavailable, using Alt + Shift + W',
    },
  ]);
});

test('without a running app, what this computer allows is told', async () => {
  vi.stubEnv('WAYLAND_DISPLAY', 'wayland-0');
  const checks = await checkKeys();
  expect(checks.map(({ name }) => name)).toContain('Talk key: Keyboard hook');
  if (process.platform === 'linux') {
    expect(checks.find(({ name }) => name === 'Talk key: Keyboard hook')).toMatchObject({
      state: 'missing',
      detail: 'Wayland shows no program the keys of another.',
    });
  }
});
