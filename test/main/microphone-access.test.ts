import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import type { App } from '#core/app.ts';

const fake = vi.hoisted(() => ({ status: 'granted', app: undefined as unknown as EventEmitter }));
vi.mock('electron', () => {
  fake.app = new EventEmitter();
  return { app: fake.app, systemPreferences: { getMediaAccessStatus: () => fake.status } };
});
const { followMicrophoneAccess } = await import('#main/microphone-access.ts');

const platform = process.platform;
const onPlatform = (name: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value: name });
afterEach(() => void onPlatform(platform));

function follow() {
  const told: unknown[] = [];
  const bridge = { request: async (_name: unknown, payload: unknown) => void told.push(payload) };
  const stop = followMicrophoneAccess({ bridge } as unknown as App);
  return { told, stop };
}

test.each([
  ['darwin', 'not-determined', { access: 'ask', place: 'macos' }],
  ['darwin', 'restricted', { access: 'denied', place: 'macos' }],
  ['win32', 'denied', { access: 'denied', place: 'windows' }],
  ['win32', 'unknown', { access: 'granted', place: 'windows' }],
  ['linux', 'denied', { access: 'granted', place: 'linux' }],
] as const)('on %s, %s is %o', (name, status, access) => {
  onPlatform(name);
  fake.status = status;
  const { told, stop } = follow();
  expect(told).toEqual([access]);
  stop();
});

test('the system is asked again whenever the person comes back, until it is over', () => {
  onPlatform('darwin');
  fake.status = 'granted';
  const { told, stop } = follow();
  fake.status = 'denied';
  fake.app.emit('browser-window-focus');
  expect(told.at(-1)).toEqual({ access: 'denied', place: 'macos' });
  stop();
  fake.app.emit('browser-window-focus');
  expect(told).toHaveLength(2);
});
