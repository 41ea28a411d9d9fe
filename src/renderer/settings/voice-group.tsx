import type { EndpointView } from '#shared/bridge/state.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { VOICES } from '#shared/settings/voices.ts';
import type { Actions } from '../state/actions.ts';
import { SelectField } from './select-field.tsx';
import { SliderField } from './slider-field.tsx';

export type VoiceGroupProps = {
  readonly settings: Settings;
  readonly endpoint: EndpointView;
  readonly actions: Actions;
};

/** How answers sound. */
export function VoiceGroup({ settings, endpoint, actions }: VoiceGroupProps) {
  const { name, speed } = settings.voice;
  const update = (patch: Partial<Settings['voice']>) => void actions.updateSettings({ voice: patch });
  const local = endpoint.provider === 'engine';
  const voices = VOICES.filter((voice) => (voice.provider === 'engine') === local);
  const known = VOICES.find((voice) => voice.id === name);
  const choices = [...voices, ...(known === undefined || voices.includes(known) ? [] : [known])];
  return (
    <fieldset>
      <legend>Voice</legend>
      <SelectField
        label="Voice"
        {...(local ? { help: 'This computer answers other names with the most similar of its voices.' } : {})}
        value={name}
        choices={choices.map(({ id, label }) => ({ value: id, label }))}
        onChange={(value) => update({ name: value })}
      />
      <SliderField
        label="Speed"
        value={speed}
        min={0.25}
        max={1.5}
        step={0.05}
        format={(value) => `${value.toFixed(2)}×`}
        onChange={(value) => update({ speed: value })}
      />
    </fieldset>
  );
}
