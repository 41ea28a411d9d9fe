import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { ApprovalRequest } from '#shared/bridge/state.ts';
import { useNow } from '../state/use-now.ts';
import { Icon } from '../ui/icon.tsx';
import './approval-dialog.css';
import { toCountdown } from './countdown.ts';

export type ApprovalDialogProps = {
  readonly approval: ApprovalRequest;
  readonly onDecide: (allow: boolean) => void;
};

/**
 * Asks before a tool does something. It shows exactly what would be done, begins at "No", and takes a click, Y or N; Escape
 * and silence mean no. A spoken "yes" never counts: anyone in the room, or the speaker, could say it.
 */
export function ApprovalDialog({ approval, onDecide }: ApprovalDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const detailId = useId();
  const now = useNow(true);
  useEffect(() => {
    dialog.current?.showModal();
    no.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'y') onDecide(true);
    if (key === 'n') onDecide(false);
  };
  return (
    <dialog
      ref={dialog}
      className="approval"
      aria-labelledby={titleId}
      aria-describedby={detailId}
      onCancel={(event) => {
        event.preventDefault();
        onDecide(false);
      }}
      onKeyDown={onKeyDown}
    >
      <Icon name="question" />
      <h2 id={titleId}>{approval.question}</h2>
      <pre className="approval-detail" id={detailId}>
        {approval.detail}
      </pre>
      <p className="approval-time">No answer means no, in {toCountdown(approval.expiresAt - now)}.</p>
      <div className="approval-answers">
        <button type="button" className="button" ref={no} onClick={() => onDecide(false)}>
          No <kbd>N</kbd>
        </button>
        <button type="button" className="button" data-kind="primary" onClick={() => onDecide(true)}>
          Yes, once <kbd>Y</kbd>
        </button>
      </div>
    </dialog>
  );
}
