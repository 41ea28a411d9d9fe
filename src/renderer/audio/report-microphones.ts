import type { Bridge } from '#shared/bridge/bridge.ts';
import { MAX_FOUND_MICROPHONES } from '#shared/bridge/microphone.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import type { PageConnection } from '../bridge/page-connection.ts';
import type { Recorder } from './capture.ts';
import { isLoopback } from './loopback.ts';

export type MicrophoneReportParts = {
  readonly connection: Pick<PageConnection, 'onAudioPorts'> & { readonly bridge: Pick<Bridge, 'request'> };
  readonly recorder: Pick<Recorder, 'onOpened'>;
};

/** Tells core which microphones can be chosen: now, when they change, and when core or a permission is new. Returns what stops it. */
export function reportMicrophones({ connection, recorder }: MicrophoneReportParts): () => void {
  const { mediaDevices } = navigator;
  const report = async (): Promise<void> => {
    const found = readMicrophones(await mediaDevices.enumerateDevices());
    await connection.bridge.request('microphone.found', found);
  };
  // Browsers refuse the list only where they refuse microphones altogether, which opening one tells.
  const onChange = (): void => void report().catch(() => {});
  mediaDevices.addEventListener('devicechange', onChange);
  const unsubscribes = [connection.onAudioPorts(onChange), recorder.onOpened(onChange)];
  onChange();
  return () => {
    mediaDevices.removeEventListener('devicechange', onChange);
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}

/** What Chromium lists twice: as the device it is, and as the one that the system chose for everything, or for calls. */
const ROLES = ['default', 'communications'];

/** What can be chosen of a browser's list, which has no names before Hark may listen. */
export function readMicrophones(devices: readonly MediaDeviceInfo[]): RequestPayload<'microphone.found'> {
  const microphones = devices.filter(({ kind, label }) => kind === 'audioinput' && label !== '');
  const real = microphones.filter(({ deviceId, label }) => !ROLES.includes(deviceId) && !isLoopback(label));
  const usual = microphones.find(({ deviceId }) => deviceId === 'default');
  // Chromium calls it "Default - NAME" where it knows the name, in the language of the browser.
  const named = real.find(({ label }) => usual?.label.endsWith(label));
  const grouped = real.find(({ groupId }) => groupId !== '' && groupId === usual?.groupId);
  return {
    found: real.slice(0, MAX_FOUND_MICROPHONES).map(({ deviceId: id, label }) => ({ id, label })),
    defaultLabel: (named ?? grouped)?.label ?? '',
  };
}
