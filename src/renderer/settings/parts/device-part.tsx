import { useEffect, useState } from 'react';
import { findChosen } from '#shared/bridge/microphone.ts';
import type { AudioChannel, AudioDevice } from '../../state/audio-channel.ts';
import { useWords } from '../../words.tsx';
import { Select } from '../controls/select.tsx';
import type { PartProps } from '../row.ts';

/** Which microphone is opened next time. */
export const MicrophonePart = (props: PartProps) => <DevicePart kind="microphone" {...props} />;

/** Where answers are played. */
export const SpeakerPart = (props: PartProps) => <DevicePart kind="speaker" {...props} />;

/** A device by its name; the name is kept beside the id, which browsers change. The page that owns the audio knows them. */
function DevicePart({ kind, context, id, describedBy }: PartProps & Pick<AudioDevice, 'kind'>) {
  const { t } = useWords();
  const { snapshot, actions, channel } = context;
  const wish = snapshot.settings[kind];
  const devices = useDevices(channel).filter((device) => device.kind === kind);
  const chosen = findChosen(devices, wish);
  const absent = wish.deviceId !== '' && chosen === undefined;
  const device = wish.label || t('listening:deviceChosen');
  const choices = [
    { value: '', label: t('listening:device') },
    ...devices.map((device) => ({ value: device.id, label: device.label })),
    ...(absent ? [{ value: wish.deviceId, label: t('listening:deviceAbsent', { device }) }] : []),
  ];
  const choose = (deviceId: string): void => {
    const label = devices.find((device) => device.id === deviceId)?.label ?? '';
    void actions.updateSettings({ [kind]: { deviceId, label } });
  };
  return (
    <Select
      id={id}
      describedBy={describedBy}
      value={chosen?.id ?? wish.deviceId}
      choices={choices}
      onChange={choose}
    />
  );
}

/** What is connected now, as the page that owns the audio tells it. */
export function useDevices(channel: AudioChannel): readonly AudioDevice[] {
  const [devices, setDevices] = useState<readonly AudioDevice[]>([]);
  useEffect(() => {
    const unsubscribe = channel.on('devices', ({ devices }) => setDevices(devices));
    channel.send({ kind: 'devices_asked' });
    return unsubscribe;
  }, [channel]);
  return devices;
}
