import { expect, it } from 'vitest';
import { findDevice } from '#renderer/audio/find-device.ts';

/** Chromium's fake microphones; their ids and names are told once the microphone was allowed. */
async function microphones(): Promise<readonly MediaDeviceInfo[]> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of stream.getTracks()) track.stop();
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== 'default');
}

it('finds a device by its id, and by its name when the id has changed', async () => {
  const [first, second] = await microphones();
  const { deviceId = '', label = '' } = second ?? first ?? {};
  expect(deviceId).not.toBe('');
  expect(await findDevice('audioinput', { deviceId, label: 'renamed' })).toBe(deviceId);
  expect(await findDevice('audioinput', { deviceId: 'id-of-last-week', label })).toBe(deviceId);
});

it('finds none for the default, and none in place of one that is not there', async () => {
  await microphones();
  expect(await findDevice('audioinput', { deviceId: '', label: 'whatever' })).toBeUndefined();
  expect(await findDevice('audioinput', { deviceId: 'gone', label: 'Gone' })).toBeUndefined();
});
