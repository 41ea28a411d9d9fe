import type { KeyboardEvent } from 'react';
import type { ConversationSummary } from '#shared/bridge/conversations.ts';
import { toDayOrTime } from '../dates.ts';
import { useWords } from '../words.tsx';

export type ConversationListProps = {
  readonly conversations: readonly ConversationSummary[];
  readonly currentId: string | undefined;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  /** Asks for older ones; absent when these are all. */
  readonly onMore: (() => void) | undefined;
};

/** Newest first. The arrow keys walk through it, Enter opens. */
export function ConversationList({
  conversations,
  currentId,
  openId,
  onOpen,
  onMore,
}: ConversationListProps) {
  const { t, locale } = useWords();
  return (
    <ul className="history-list" onKeyDown={walk}>
      {conversations.map((conversation) => (
        <li key={conversation.id}>
          <button
            type="button"
            aria-current={conversation.id === openId}
            onClick={() => onOpen(conversation.id)}
          >
            <span className="history-title">{conversation.title || t('history:conversation')}</span>
            <time dateTime={new Date(conversation.changedAt).toISOString()}>
              {conversation.id === currentId ? t('history:now') : toDayOrTime(conversation.changedAt, locale)}
            </time>
            {conversation.excerpt.length > 0 && (
              <span className="history-excerpt">
                {conversation.excerpt.map(({ text, found }, index) =>
                  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other identity.
                  found ? <mark key={index}>{text}</mark> : text,
                )}
              </span>
            )}
          </button>
        </li>
      ))}
      {onMore !== undefined && (
        <li>
          <button type="button" className="history-more" onClick={onMore}>
            {t('history:older')}
          </button>
        </li>
      )}
    </ul>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  event.preventDefault();
  buttons[at + step]?.focus();
}
