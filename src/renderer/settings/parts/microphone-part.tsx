import { useEffect, useState } from 'react';
import type { AudioDevice } from '../../state/audio-channel.ts';
import { Select } from '../controls/select.tsx';
import type { PartProps } from '../row.ts';

/** Which microphone is opened next time. The page that owns the audio knows them. */
export function MicrophonePart({ context, id, describedBy }: PartProps) {
  const { snapshot, actions, channel } = context;
  const { deviceId } = snapshot.settings.microphone;
  const [devices, setDevices] = useState<readonly AudioDevice[]>([]);
  useEffect(() => {
    const unsubscribe = channel.onDevices(setDevices);
    channel.askDevices();
    return unsubscribe;
  }, [channel]);
  const listed = devices.some((device) => device.id === deviceId);
  const choices = [
    { value: '', label: 'The system’s default' },
    ...devices.map((device) => ({ value: device.id, label: device.label })),
    ...(deviceId === '' || listed ? [] : [{ value: deviceId, label: 'Chosen before, not connected' }]),
  ];
  return (
    <Select
      id={id}
      describedBy={describedBy}
      value={deviceId}
      choices={choices}
      onChange={(value) => void actions.updateSettings({ microphone: { deviceId: value } })}
    />
  );
}
