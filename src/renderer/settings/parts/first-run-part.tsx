import { FIRST_RUN_BEGINS } from '#shared/settings/first-run.ts';
import { useView } from '../../state/use-view.ts';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';
import { PartButton } from './part-button.tsx';

/** Goes through the first run once more. */
export function FirstRunPart({ context, id, describedBy }: PartProps) {
  const { t } = useWords();
  const [, setView] = useView();
  const replay = async (): Promise<void> => {
    const refusal = await context.actions.updateSettings({ firstRun: { step: FIRST_RUN_BEGINS } });
    if (refusal === undefined) setView('talk');
  };
  return (
    <PartButton
      id={id}
      describedBy={describedBy}
      aria-label={t('firstRun:replayNow')}
      onClick={() => void replay()}
    >
      {t('firstRun:replayNow')}
    </PartButton>
  );
}
