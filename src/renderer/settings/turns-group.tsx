import type { Settings } from '#shared/settings/settings.ts';
import type { Actions } from '../state/actions.ts';
import { SelectField } from './select-field.tsx';
import { SliderField } from './slider-field.tsx';

type Turns = Settings['turns'];

export type TurnsGroupProps = { readonly turns: Turns; readonly actions: Actions };

/** When Hark listens and when it answers. */
export function TurnsGroup({ turns, actions }: TurnsGroupProps) {
  const update = (patch: Partial<Turns>) => void actions.updateSettings({ turns: patch });
  return (
    <fieldset>
      <legend>Taking turns</legend>
      <SelectField
        label="Talk"
        value={turns.mode}
        choices={[
          { value: 'hold', label: 'With a key or the button' },
          { value: 'hands_free', label: 'Hands-free: whenever I speak' },
        ]}
        onChange={(value) => update({ mode: value as Turns['mode'] })}
      />
      <SelectField
        label="The key and the button"
        value={turns.gesture}
        choices={[
          { value: 'auto', label: 'Hold to talk, or tap to start and stop' },
          { value: 'hold', label: 'Hold to talk' },
          { value: 'toggle', label: 'Press to start and stop' },
        ]}
        onChange={(value) => update({ gesture: value as Turns['gesture'] })}
      />
      <SelectField
        label="Hands-free, my turn ends"
        value={turns.detection}
        choices={[
          { value: 'semantic_vad', label: 'When my sentence is complete' },
          { value: 'server_vad', label: 'After a pause' },
        ]}
        onChange={(value) => update({ detection: value as Turns['detection'] })}
      />
      {turns.detection === 'semantic_vad' ? (
        <SelectField
          label="Eagerness to reply"
          value={turns.eagerness}
          choices={[
            { value: 'auto', label: 'Automatic' },
            { value: 'low', label: 'Patient' },
            { value: 'medium', label: 'Balanced' },
            { value: 'high', label: 'Quick' },
          ]}
          onChange={(value) => update({ eagerness: value as Turns['eagerness'] })}
        />
      ) : (
        <PauseFields turns={turns} onChange={update} />
      )}
    </fieldset>
  );
}

type PauseFieldsProps = { readonly turns: Turns; readonly onChange: (patch: Partial<Turns>) => void };

function PauseFields({ turns, onChange }: PauseFieldsProps) {
  return (
    <>
      <SliderField
        label="Pause before reply"
        value={turns.pauseMs}
        min={200}
        max={3000}
        step={100}
        format={(value) => `${(value / 1000).toFixed(1)} s`}
        onChange={(value) => onChange({ pauseMs: value })}
      />
      <SliderField
        label="Voice threshold"
        help="Higher ignores more noise, lower hears quieter voices."
        value={turns.threshold}
        min={0.05}
        max={0.95}
        step={0.05}
        format={(value) => `${Math.round(value * 100)}%`}
        onChange={(value) => onChange({ threshold: value })}
      />
    </>
  );
}
