import { afterEach, expect, test, vi } from 'vitest';
import { faultOf, toDeviceError } from '#renderer/audio/device-error.ts';
import { watchMicrophonePermission } from '#renderer/audio/microphone-permission.ts';

afterEach(() => void vi.restoreAllMocks());

function permission(state: PermissionState): PermissionStatus & { state: PermissionState } {
  const status = Object.assign(new EventTarget(), { state, name: 'microphone', onchange: null });
  vi.spyOn(navigator.permissions, 'query').mockResolvedValue(status as PermissionStatus);
  return status as never;
}

test('what the browser allows is told at once, when it changes, and when the person comes back', async () => {
  const status = permission('prompt');
  const told: string[] = [];
  const stop = watchMicrophonePermission((access) => told.push(access));
  await expect.poll(() => told).toEqual(['ask']);
  status.state = 'granted';
  status.dispatchEvent(new Event('change'));
  status.state = 'denied';
  window.dispatchEvent(new Event('focus'));
  expect(told).toEqual(['ask', 'granted', 'denied']);
  stop();
  status.dispatchEvent(new Event('change'));
  window.dispatchEvent(new Event('focus'));
  expect(told).toHaveLength(3);
});

test('a browser that cannot be asked tells nothing', async () => {
  vi.spyOn(navigator.permissions, 'query').mockRejectedValue(new TypeError('No such permission.'));
  const told: string[] = [];
  const stop = watchMicrophonePermission((access) => told.push(access));
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).toEqual([]);
  stop();
});

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', undefined],
])('R23 %s of the browser is %s', (name, fault) => {
  const error = toDeviceError(new DOMException('', name));
  expect(faultOf(error)).toBe(fault);
  expect(error.action).toBeDefined();
});
