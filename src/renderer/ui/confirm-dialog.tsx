import { useWords } from '../words.tsx';
import { ModalDialog } from './modal-dialog.tsx';

export type ConfirmDialogProps = {
  readonly question: string;
  readonly detail: string;
  /** The word on the button that does it. */
  readonly action: string;
  readonly onAnswer: (yes: boolean) => void;
};

/** Asks before something cannot be undone. It begins at "Cancel"; Escape means that too. */
export function ConfirmDialog({ question, detail, action, onAnswer }: ConfirmDialogProps) {
  const { t } = useWords();
  return (
    <ModalDialog
      title={question}
      detail={detail}
      answers={
        <>
          <button type="button" className="button" onClick={() => onAnswer(false)}>
            {t('app:cancel')}
          </button>
          <button type="button" className="button" data-kind="danger" onClick={() => onAnswer(true)}>
            {action}
          </button>
        </>
      }
      onCancel={() => onAnswer(false)}
    />
  );
}
