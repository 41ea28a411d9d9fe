import { useEffect, useState } from 'react';
import type { Actions } from '../state/actions.ts';
import type { AudioChannel, AudioDevice } from '../state/audio-channel.ts';
import { SelectField } from './select-field.tsx';

export type MicrophoneGroupProps = {
  readonly deviceId: string;
  readonly actions: Actions;
  readonly channel: AudioChannel;
};

/** Which microphone is opened next time. The page that owns the audio knows them. */
export function MicrophoneGroup({ deviceId, actions, channel }: MicrophoneGroupProps) {
  const [devices, setDevices] = useState<readonly AudioDevice[]>([]);
  useEffect(() => {
    const unsubscribe = channel.onDevices(setDevices);
    channel.askDevices();
    return unsubscribe;
  }, [channel]);
  const listed = devices.some((device) => device.id === deviceId);
  const choices = [
    { value: '', label: 'The system’s default' },
    ...devices.map(({ id, label }) => ({ value: id, label })),
    ...(deviceId === '' || listed ? [] : [{ value: deviceId, label: 'Chosen before, not connected' }]),
  ];
  return (
    <fieldset>
      <legend>Microphone</legend>
      <SelectField
        label="Microphone"
        help="It is open only while you talk, or while hands-free is on."
        value={deviceId}
        choices={choices}
        onChange={(value) => void actions.updateSettings({ microphone: { deviceId: value } })}
      />
    </fieldset>
  );
}
