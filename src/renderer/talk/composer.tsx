import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';
import './composer.css';

export type ComposerProps = {
  /** Answers with the refusal, or nothing when the text was taken. */
  readonly onSend: (text: string) => Promise<ErrorData | undefined>;
};

/** Typing instead of talking: Enter sends, Shift+Enter begins a line. Text that was refused stays in the box. */
export function Composer({ onSend }: ComposerProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<ErrorData>();
  const errorId = useId();
  const send = async (): Promise<void> => {
    const sent = text.trim();
    if (sent === '') return;
    const refused = await onSend(sent);
    setRefusal(refused);
    // What was typed meanwhile stays.
    if (refused === undefined) setText((now) => (now.trim() === sent ? '' : now));
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter also ends the choice of a character while one is composed.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form className="composer" onSubmit={onSubmit}>
      <textarea
        rows={1}
        value={text}
        placeholder={t('talk:typeInstead')}
        aria-label={t('talk:message')}
        aria-invalid={refusal !== undefined}
        aria-describedby={refusal === undefined ? undefined : errorId}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        className="composer-send"
        aria-label={t('talk:send')}
        disabled={text.trim() === ''}
      >
        <Icon name="send" />
      </button>
      {refusal !== undefined && (
        <p className="field-error" id={errorId} role="alert">
          {refusal.message} {t('talk:textKept')}
        </p>
      )}
    </form>
  );
}
