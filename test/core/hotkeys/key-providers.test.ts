import { expect, it } from 'vitest';
import { KEY_PROVIDERS, type KeyPlace } from '#core/hotkeys/key-providers.ts';

const X11 = { DISPLAY: ':0', XDG_SESSION_TYPE: 'x11' };

it.each<[string, KeyPlace, string | undefined]>([
  ['macOS', { platform: 'darwin', arch: 'arm64', environment: {} }, undefined],
  ['Windows', { platform: 'win32', arch: 'x64', environment: {} }, undefined],
  ['X11', { platform: 'linux', arch: 'x64', environment: X11 }, undefined],
  ['X11 on ARM, whose file is broken', { platform: 'linux', arch: 'arm64', environment: X11 }, 'arm64'],
  [
    'Wayland, with XWayland',
    { platform: 'linux', arch: 'x64', environment: { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' } },
    'Wayland',
  ],
  ['Linux without a display', { platform: 'linux', arch: 'x64', environment: {} }, 'display'],
  ['another system', { platform: 'freebsd', arch: 'x64', environment: X11 }, 'system'],
])('the keyboard hook on %s', (_where, place, obstacle) => {
  const reason = KEY_PROVIDERS.find(({ id }) => id === 'hook')?.obstacle(place);
  if (obstacle === undefined) expect(reason).toBeUndefined();
  else expect(reason).toContain(obstacle);
});

it.each<[string, KeyPlace, boolean]>([
  [
    'Linux with a session bus',
    { platform: 'linux', arch: 'arm64', environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus' } },
    true,
  ],
  ['Linux without one', { platform: 'linux', arch: 'x64', environment: X11 }, false],
  ['macOS', { platform: 'darwin', arch: 'arm64', environment: {} }, false],
])('the portal on %s', (_where, place, possible) => {
  const reason = KEY_PROVIDERS.find(({ id }) => id === 'portal')?.obstacle(place);
  expect(reason === undefined).toBe(possible);
});

it.each<[string, KeyPlace['environment'], string | undefined]>([
  ['KDE', { XDG_CURRENT_DESKTOP: 'KDE', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus' }, undefined],
  ['KDE without a bus', { XDG_CURRENT_DESKTOP: 'KDE' }, 'There is no session bus.'],
  ['another desktop', { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }, 'This desktop is not KDE.'],
])('the shortcuts of KDE on %s', (_where, environment, reason) => {
  const row = KEY_PROVIDERS.find(({ id }) => id === 'kde');
  expect(row?.obstacle({ platform: 'linux', arch: 'x64', environment })).toBe(reason);
});

it('names the ones that hear the release first', () => {
  const hears = KEY_PROVIDERS.map(({ reportsRelease }) => reportsRelease);
  expect(hears).toEqual([...hears].sort().reverse());
});
