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
  const { name } = describeStream(stream);
  if (!isLoopback(name)) return stream;
  stopTracks(stream);
  throw loopbackRefused(name);
}

/** The name of its microphone, `''` when the browser tells none, and its samples a second where it tells them. */
export function describeStream(stream: MediaStream): { readonly name: string; readonly deviceHz?: number } {
  const [track] = stream.getAudioTracks();
  const { sampleRate } = track?.getSettings() ?? {};
  return { name: track?.label ?? '', ...(sampleRate === undefined ? {} : { deviceHz: sampleRate }) };
}

/** Releases the microphone. */
export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
