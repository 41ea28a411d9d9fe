import { loopbackRefused } from './device-error.ts';
import { type DeviceWish, findDevice } from './find-device.ts';
import { isLoopback } from './loopback.ts';

/** What the browser does to the sound before we get it. */
type VoiceProcessing = {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
};

export type OpenMicrophone = {
  readonly device: DeviceWish;
  readonly processing: VoiceProcessing;
};

/**
 * Opens the microphone, for whoever calls `stopTracks`. Rejects with what `getUserMedia` rejects with, or a HarkError for a source
 * that is no microphone.
 */
export async function openStream({ device, processing }: OpenMicrophone): Promise<MediaStream> {
  // Nobody expects to be heard by another microphone than the chosen one.
  const id =
    device.deviceId === '' ? undefined : ((await findDevice('audioinput', device)) ?? device.deviceId);
  const chosen = id === undefined ? {} : { deviceId: { exact: id } };
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { ...processing, ...chosen, channelCount: 1 },
  });
  const name = nameOf(stream);
  if (!isLoopback(name)) return stream;
  stopTracks(stream);
  throw loopbackRefused(name);
}

/** The name of its microphone; `''` when the browser tells none. */
export function nameOf(stream: MediaStream): string {
  return stream.getAudioTracks()[0]?.label ?? '';
}

/** Releases the microphone. */
export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
