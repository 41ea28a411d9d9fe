import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ApprovalRequest } from '#shared/bridge/state.ts';
import { useNow } from '../state/use-now.ts';
import { Icon } from '../ui/icon.tsx';
import { ModalDialog } from '../ui/modal-dialog.tsx';
import { useWords } from '../words.tsx';
import './approval-dialog.css';
import { toCountdown } from './countdown.ts';

export type ApprovalDialogProps = {
  readonly approval: ApprovalRequest;
  readonly onDecide: (allow: boolean) => void;
};

/** Somebody who types on while the question comes up does not answer it: yes by key counts after so long without one, ms. */
const CALM_MS = 500;

/**
 * Asks before a tool does something. It shows exactly what would be done, begins at "No", and takes a click, Y or N (J in German); Escape
 * and silence mean no. A spoken "yes" never counts: anyone in the room, or the speaker, could say it.
 */
export function ApprovalDialog({ approval, onDecide }: ApprovalDialogProps) {
  const { t, ofCore } = useWords();
  const now = useNow(true);
  const isCalm = useCalm();
  const onKeyDown = (event: KeyboardEvent): void => {
    const mayAllow = isCalm(event);
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (mayAllow && key === t('talk:yesKey').toLowerCase()) onDecide(true);
    if (key === t('talk:noKey').toLowerCase()) onDecide(false);
  };
  return (
    <ModalDialog
      title={ofCore(approval.question)}
      detail={<pre className="approval-detail">{approval.detail}</pre>}
      answers={
        <>
          <button type="button" className="button" onClick={() => onDecide(false)}>
            {t('talk:no')} <kbd>{t('talk:noKey')}</kbd>
          </button>
          <button type="button" className="button" data-kind="primary" onClick={() => onDecide(true)}>
            {t('talk:yesOnce')} <kbd>{t('talk:yesKey')}</kbd>
          </button>
        </>
      }
      picture={<Icon name="question" />}
      onCancel={() => onDecide(false)}
      onKeyDown={onKeyDown}
    >
      <p className="approval-time">
        {t('talk:silenceMeansNo', { time: toCountdown(approval.expiresAt - now) })}
      </p>
    </ModalDialog>
  );
}

/** Whether a key comes `CALM_MS` after the key before it, and after the dialog was there and its window in front. */
function useCalm(): (event: KeyboardEvent) => boolean {
  const lastAt = useRef(performance.now());
  useEffect(() => {
    const come = (): void => {
      lastAt.current = performance.now();
    };
    window.addEventListener('focus', come);
    return () => window.removeEventListener('focus', come);
  }, []);
  return ({ timeStamp }) => {
    const quietMs = timeStamp - lastAt.current;
    lastAt.current = timeStamp;
    return quietMs >= CALM_MS;
  };
}
