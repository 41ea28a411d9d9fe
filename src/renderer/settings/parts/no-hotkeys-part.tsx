import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';

/** Why a browser has no hotkeys, and what does. */
export function NoHotkeysPart({ id }: PartProps) {
  const { t } = useWords();
  return (
    <p className="key-providers" id={id}>
      {t('shortcuts:noneHereWhy')}
    </p>
  );
}
