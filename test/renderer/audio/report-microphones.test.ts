import { describe, expect, test, vi } from 'vitest';
import type { OpenedMicrophone } from '#renderer/audio/capture.ts';
import { readMicrophones, reportMicrophones } from '#renderer/audio/report-microphones.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { createFakeConnection } from '../support.tsx';

type Device = Pick<MediaDeviceInfo, 'deviceId' | 'label'> & Partial<MediaDeviceInfo>;
const read = (...devices: Device[]) =>
  readMicrophones(
    devices.map((device) => ({ kind: 'audioinput', groupId: '', toJSON: () => '', ...device })),
  );

const DESK = { deviceId: 'd', label: 'Desk' };
const HEADSET = { deviceId: 'h', label: 'Headset', groupId: 'g' };

describe('the microphones that are reported', () => {
  test('are those that can be chosen', () => {
    const monitor = { deviceId: 'x', label: 'Monitor of Built-in Audio' };
    const speaker = { deviceId: 's', label: 'Speaker', kind: 'audiooutput' } as const;
    const unnamed = { deviceId: '', label: '' };
    expect(
      read({ deviceId: 'communications', label: 'Communications' }, DESK, monitor, speaker, unnamed),
    ).toEqual({ found: [{ id: 'd', label: 'Desk' }], defaultLabel: '' });
  });

  test.each<[string, Device]>([
    ['by the name', { deviceId: 'default', label: 'Standard - Headset' }],
    ['by the device they share', { deviceId: 'default', label: 'Default', groupId: 'g' }],
  ])('tell the default %s', (_how, usual) => {
    expect(read(usual, DESK, HEADSET)).toMatchObject({ defaultLabel: 'Headset' });
  });

  test('tell no default that is not known', () => {
    expect(read({ deviceId: 'default', label: 'Default' }, DESK)).toMatchObject({ defaultLabel: '' });
  });

  test('are as many as core takes', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ deviceId: `${at}`, label: `Microphone ${at}` }));
    expect(read(...many).found).toHaveLength(32);
  });

  test('are told at the start, when one comes or goes, and when one was opened, until that is stopped', async () => {
    const connection = createFakeConnection();
    const openings = createEmitter<OpenedMicrophone>();
    const told = () => connection.requests.length;
    const stop = reportMicrophones({ connection, recorder: { onOpened: openings.subscribe } });
    await vi.waitFor(() => expect(told()).toBe(1));
    // The browser of the tests has fake microphones.
    expect(connection.requests[0]).toMatchObject({
      name: 'microphone.found',
      payload: {
        found: expect.arrayContaining([expect.objectContaining({ label: expect.stringContaining('Fake') })]),
      },
    });
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await vi.waitFor(() => expect(told()).toBe(2));
    openings.emit({ name: 'Desk', replaced: false });
    await vi.waitFor(() => expect(told()).toBe(3));
    stop();
    openings.emit({ name: 'Desk', replaced: false });
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await navigator.mediaDevices.enumerateDevices();
    expect(told()).toBe(3);
  });
});
