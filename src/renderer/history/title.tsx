import { type FormEvent, type Ref, useState } from 'react';
import { MAX_TITLE_LENGTH } from '#shared/bridge/conversations.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useWords } from '../words.tsx';

export type TitleProps = {
  readonly title: string;
  /** `''` takes the first words again. */
  readonly onRename: (title: string) => void;
  readonly ref: Ref<HTMLHeadingElement>;
};

/** A name, and a field in its place while it is changed: Enter or leaving it keeps, Escape does not. */
export function Title({ title, onRename, ref }: TitleProps) {
  const { t } = useWords();
  const [draft, setDraft] = useState<string>();
  const commit = (): void => {
    if (draft !== undefined && draft.trim() !== title) onRename(draft.trim());
    setDraft(undefined);
  };
  if (draft === undefined) {
    return (
      <div className="history-name">
        <h2 ref={ref} tabIndex={-1}>
          {title || t('history:conversation')}
        </h2>
        <IconButton icon="pen" label={t('history:rename')} onClick={() => setDraft(title)} />
      </div>
    );
  }
  return (
    <form
      className="history-name"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        commit();
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed.
        autoFocus
        aria-label={t('history:name')}
        placeholder={t('history:firstWords')}
        maxLength={MAX_TITLE_LENGTH}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          setDraft(undefined);
        }}
      />
    </form>
  );
}
