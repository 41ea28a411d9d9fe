import type { Settings } from '#shared/settings/settings.ts';
import { Select } from '../controls/select.tsx';
import type { PartProps } from '../row.ts';

type Retention = Settings['history']['retention'];

const CHOICES: readonly { readonly retention: Retention; readonly label: string }[] = [
  { retention: 'off', label: 'Not at all' },
  { retention: 7, label: 'For a week' },
  { retention: 30, label: 'For 30 days' },
  { retention: 90, label: 'For 90 days' },
  { retention: 365, label: 'For a year' },
  { retention: 'forever', label: 'Until I delete them' },
];

/** How long conversations are kept; a number of days that a hand has written stays selectable. */
export function RetentionPart({ context, id, describedBy }: PartProps) {
  const { retention } = context.snapshot.settings.history;
  const isListed = CHOICES.some((choice) => choice.retention === retention);
  const choices = isListed ? CHOICES : [...CHOICES, { retention, label: `For ${retention} days` }];
  const choose = (value: string): void => {
    const chosen = choices.find((choice) => String(choice.retention) === value);
    if (chosen !== undefined)
      void context.actions.updateSettings({ history: { retention: chosen.retention } });
  };
  return (
    <Select
      id={id}
      describedBy={describedBy}
      value={String(retention)}
      choices={choices.map(({ retention, label }) => ({ value: String(retention), label }))}
      onChange={choose}
    />
  );
}
