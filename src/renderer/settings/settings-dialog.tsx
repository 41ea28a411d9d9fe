import { useEffect, useId, useRef } from 'react';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { Actions } from '../state/actions.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { EndpointGroup } from './endpoint-group.tsx';
import { MicrophoneGroup } from './microphone-group.tsx';
import './settings-dialog.css';
import { TextField } from './text-field.tsx';
import { TurnsGroup } from './turns-group.tsx';
import { VoiceGroup } from './voice-group.tsx';

export type SettingsDialogProps = {
  readonly snapshot: AppSnapshot;
  readonly actions: Actions;
  readonly channel: AudioChannel;
  /** Only the desktop app can listen to keys while another program is in front. */
  readonly hasHotkey: boolean;
  readonly onClose: () => void;
};

/** Everything a person can set so far. Each change applies at once; there is nothing to save. */
export function SettingsDialog({ snapshot, actions, channel, hasHotkey, onClose }: SettingsDialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => ref.current?.showModal(), []);
  const { settings, endpoint } = snapshot;
  return (
    <dialog ref={ref} className="settings" aria-labelledby={titleId} onClose={onClose}>
      <header>
        <h2 id={titleId}>Settings</h2>
        <IconButton icon="close" label="Close settings" onClick={() => ref.current?.close()} />
      </header>
      <EndpointGroup settings={settings} endpoint={endpoint} actions={actions} />
      <VoiceGroup settings={settings} endpoint={endpoint} actions={actions} />
      <TurnsGroup turns={settings.turns} actions={actions} />
      <MicrophoneGroup deviceId={settings.microphone.deviceId} actions={actions} channel={channel} />
      {hasHotkey && (
        <fieldset>
          <legend>Shortcut</legend>
          <TextField
            label="Start and stop talking from anywhere"
            help="For example CommandOrControl+Shift+Space. Empty is none."
            value={settings.hotkeys.toggle}
            onCommit={(toggle) => actions.updateSettings({ hotkeys: { toggle } })}
          />
        </fieldset>
      )}
    </dialog>
  );
}
