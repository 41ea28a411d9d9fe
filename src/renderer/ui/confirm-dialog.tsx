import { useEffect, useId, useRef } from 'react';
import './confirm-dialog.css';

export type ConfirmDialogProps = {
  readonly question: string;
  readonly detail: string;
  /** The word on the button that does it. */
  readonly action: string;
  readonly onAnswer: (yes: boolean) => void;
};

/** Asks before something cannot be undone. It begins at "Cancel"; Escape means that too. */
export function ConfirmDialog({ question, detail, action, onAnswer }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const detailId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={titleId}
      aria-describedby={detailId}
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <h2 id={titleId}>{question}</h2>
      <p id={detailId}>{detail}</p>
      <div className="confirm-answers">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          Cancel
        </button>
        <button type="button" className="button" data-kind="danger" onClick={() => onAnswer(true)}>
          {action}
        </button>
      </div>
    </dialog>
  );
}
