import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import type { Picture } from '#shared/bridge/picture.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useWords } from '../words.tsx';
import './composer.css';
import { usePicture } from './use-picture.ts';

export type ComposerProps = {
  /** Whoever answers now can see pictures. */
  readonly seesPictures: boolean;
  /** Answers with the refusal, or nothing when the message was taken. */
  readonly onSend: (text: string, picture: Picture | undefined) => Promise<ErrorData | undefined>;
};

/**
 * Typing instead of talking: Enter sends, Shift+Enter begins a line. A picture is pasted or dropped. What was refused stays in
 * the box.
 */
export function Composer({ seesPictures, onSend }: ComposerProps) {
  const { t, ofCore } = useWords();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<ErrorData>();
  const errorId = useId();
  const { picture, problem, remove, handlers } = usePicture(seesPictures);
  const isEmpty = text.trim() === '' && picture === undefined;
  const send = async (): Promise<void> => {
    const sent = text.trim();
    if (isEmpty) return;
    const refused = await onSend(sent, picture);
    setRefusal(refused);
    if (refused !== undefined) return;
    // What was typed meanwhile stays.
    setText((now) => (now.trim() === sent ? '' : now));
    remove();
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
    <form className="composer" onSubmit={onSubmit} {...handlers}>
      {picture !== undefined && (
        <figure className="composer-picture">
          <img src={picture.thumbnail} alt={t('talk:pictureToSend')} />
          <IconButton icon="close" label={t('talk:pictureRemove')} onClick={remove} />
        </figure>
      )}
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
      <button type="submit" className="composer-send" aria-label={t('talk:send')} disabled={isEmpty}>
        <Icon name="send" />
      </button>
      {problem !== undefined && (
        <p className="field-error" role="alert">
          {t(problem)}
        </p>
      )}
      {refusal !== undefined && (
        <p className="field-error" id={errorId} role="alert">
          {ofCore(refusal.message)} {t('talk:textKept')}
        </p>
      )}
    </form>
  );
}
