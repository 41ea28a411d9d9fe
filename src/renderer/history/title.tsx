import { type FormEvent, type Ref, useState } from 'react';
import { MAX_TITLE_LENGTH } from '#shared/bridge/conversations.ts';
import { IconButton } from '../ui/icon-button.tsx';

export type TitleProps = {
  readonly title: string;
  /** `''` takes the first words again. */
  readonly onRename: (title: string) => void;
  readonly ref: Ref<HTMLHeadingElement>;
};

/** A name, and a field in its place while it is changed: Enter or leaving it keeps, Escape does not. */
export function Title({ title, onRename, ref }: TitleProps) {
  const [draft, setDraft] = useState<string>();
  const commit = (): void => {
    if (draft !== undefined && draft.trim() !== title) onRename(draft.trim());
    setDraft(undefined);
  };
  if (draft === undefined) {
    return (
      <div className="history-name">
        <h2 ref={ref} tabIndex={-1}>
          {title || 'Conversation'}
        </h2>
        <IconButton icon="pen" label="Rename" onClick={() => setDraft(title)} />
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
        aria-label="Name of the conversation"
        placeholder="Its first words"
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
