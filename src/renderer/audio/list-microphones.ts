import type { AudioChannel, AudioDevice } from '../state/audio-channel.ts';

/** Answers which microphones there are, and tells again when one comes or goes. Returns what stops it. */
export function listMicrophones(channel: AudioChannel): () => void {
  const { mediaDevices } = navigator;
  const publish = async (): Promise<void> => {
    const devices = await mediaDevices.enumerateDevices();
    channel.sendDevices(devices.filter(isMicrophone).map(toAudioDevice));
  };
  const onChange = (): void => void publish();
  mediaDevices.addEventListener('devicechange', onChange);
  const unsubscribe = channel.onDevicesAsked(onChange);
  return () => {
    mediaDevices.removeEventListener('devicechange', onChange);
    unsubscribe();
  };
}

/** Chromium lists the default device twice; Hark offers that choice itself. */
function isMicrophone({ kind, deviceId }: MediaDeviceInfo): boolean {
  return kind === 'audioinput' && deviceId !== 'default' && deviceId !== 'communications';
}

/** The names are empty until the microphone was allowed once. */
function toAudioDevice({ deviceId, label }: MediaDeviceInfo, index: number): AudioDevice {
  return { id: deviceId, label: label === '' ? `Microphone ${index + 1}` : label };
}
