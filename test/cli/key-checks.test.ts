import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { checkKeys } from '#cli/key-checks.ts';
import { startControl } from '#core/control/control-server.ts';
import type { TalkKeyView } from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('HARK_DATA', folder);
});
afterEach(() => vi.unstubAllEnvs());

test('what the running app found out is told, with why nothing better is in use', async () => {
  const talkKey: TalkKeyView = {
    provider: 'global_shortcut',
    label: 'System shortcut',
    reportsRelease: false,
    skipped: [{ label: 'Keyboard hook', reason: 'It ended 3 times.' }],
  };
  const silent = (): void => {};
  const control = await startControl({
    app: { bridge: { request: async () => ({ ok: true, value: undefined }) }, state: { ...READY, talkKey } },
    folder,
    log: { error: silent, warn: silent, info: silent, debug: silent },
  });
  onTestFinished(control.close);
  expect(await checkKeys()).toEqual([
    {
      name: 'Talk key: System shortcut',
      state: 'works',
      detail: 'in use, with presses only, so the key starts and stops',
    },
    { name: 'Talk key: Keyboard hook', state: 'missing', detail: 'It ended 3 times.' },
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
