import { VOICES } from '#shared/settings/voices.ts';
import { Select } from '../controls/select.tsx';
import type { PartProps } from '../row.ts';

/** The voices of whoever answers now; one that was chosen for somebody else stays in the list. */
export function VoicePart({ context, id, describedBy }: PartProps) {
  const { snapshot, actions } = context;
  const { name } = snapshot.settings.voice;
  const local = snapshot.endpoint.provider === 'engine';
  const voices = VOICES.filter((voice) => (voice.provider === 'engine') === local || voice.id === name);
  return (
    <Select
      id={id}
      describedBy={describedBy}
      value={name}
      choices={voices.map(({ id: value, label }) => ({ value, label }))}
      onChange={(value) => void actions.updateSettings({ voice: { name: value } })}
    />
  );
}
