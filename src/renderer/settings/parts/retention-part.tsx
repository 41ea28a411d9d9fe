import type { Translate } from '#shared/i18n/words.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { useWords } from '../../words.tsx';
import { Select } from '../controls/select.tsx';
import type { PartProps } from '../row.ts';

type Retention = Settings['history']['retention'];

const OFFERED: readonly Retention[] = ['off', 7, 30, 90, 365, 'forever'];

/** How long conversations are kept; a number of days that a hand has written stays selectable. */
export function RetentionPart({ context, id, describedBy }: PartProps) {
  const { t } = useWords();
  const { retention } = context.snapshot.settings.history;
  const choices = OFFERED.includes(retention) ? OFFERED : [...OFFERED, retention];
  const choose = (value: string): void => {
    const chosen = choices.find((choice) => String(choice) === value);
    if (chosen !== undefined) void context.actions.updateSettings({ history: { retention: chosen } });
  };
  return (
    <Select
      id={id}
      describedBy={describedBy}
      value={String(retention)}
      choices={choices.map((choice) => ({ value: String(choice), label: describe(choice, t) }))}
      onChange={choose}
    />
  );
}

function describe(retention: Retention, t: Translate): string {
  switch (retention) {
    case 'off':
      return t('files:retentionOff');
    case 'forever':
      return t('files:retentionForever');
    case 7:
      return t('files:retentionWeek');
    case 365:
      return t('files:retentionYear');
    default:
      return t('files:retentionDays', { count: retention });
  }
}
