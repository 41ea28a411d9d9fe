import type { AudioChannel, AudioDevice } from '../state/audio-channel.ts';

/** Answers which microphones and loudspeakers there are, and tells again when one comes or goes. Returns what stops it. */
export function listDevices(channel: AudioChannel): () => void {
  const { mediaDevices } = navigator;
  const publish = async (): Promise<void> => {
    const devices = await mediaDevices.enumerateDevices();
    channel.send({
      kind: 'devices',
      devices: [
        ...audioDevices(devices, 'audioinput', 'microphone'),
        ...audioDevices(devices, 'audiooutput', 'speaker'),
      ],
    });
  };
  const onChange = (): void => void publish();
  mediaDevices.addEventListener('devicechange', onChange);
  const unsubscribe = channel.on('devices_asked', onChange);
  return () => {
    mediaDevices.removeEventListener('devicechange', onChange);
    unsubscribe();
  };
}

const NAMES = { microphone: 'Microphone', speaker: 'Loudspeaker' };

/** Chromium lists the default device twice, Hark offers that choice itself. Names are empty until the microphone was allowed once. */
function audioDevices(
  devices: readonly MediaDeviceInfo[],
  inputOrOutput: MediaDeviceKind,
  kind: AudioDevice['kind'],
): AudioDevice[] {
  return devices
    .filter((device) => device.kind === inputOrOutput)
    .filter(({ deviceId }) => deviceId !== 'default' && deviceId !== 'communications')
    .map(({ deviceId, label }, index) => ({
      kind,
      id: deviceId,
      label: label === '' ? `${NAMES[kind]} ${index + 1}` : label,
    }));
}
