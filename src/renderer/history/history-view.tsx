import { useCallback, useState } from 'react';
import { MAX_SEARCH_LENGTH } from '#shared/bridge/conversations.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { HistoryActions } from '../state/history-actions.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useSearch } from '../ui/use-search.ts';
import { ConversationList } from './conversation-list.tsx';
import { ConversationPane } from './conversation-pane.tsx';
import './history-view.css';
import { usePages } from './use-pages.ts';

export type HistoryViewProps = {
  readonly snapshot: Pick<AppSnapshot, 'history' | 'settings'>;
  readonly actions: HistoryActions;
  /** Back to talking, also after a conversation was resumed. */
  readonly onClose: () => void;
};

/** The conversations that are kept: a list that can be searched, and beside it the one that is read. */
export function HistoryView({ snapshot, actions, onClose }: HistoryViewProps) {
  const { revision, current } = snapshot.history;
  const [openId, setOpenId] = useState<string>();
  const search = useSearch(onClose);
  const { searching } = search;
  const load = useCallback(
    (after: string | undefined) => actions.list(searching, after),
    [actions, searching],
  );
  const { pages, error, more } = usePages(load, revision);
  const conversations = pages.flatMap((page) => page.conversations);
  return (
    <main
      className="history"
      aria-label="History"
      data-open={openId !== undefined}
      onKeyDown={search.onKeyDown}
    >
      <section className="history-side" aria-label="Conversations">
        <SearchField
          search={search}
          label="Search conversations"
          placeholder="Search what was said"
          maxLength={MAX_SEARCH_LENGTH}
        />
        {error !== undefined && (
          <p className="history-note" role="alert">
            {[error.message, error.action].filter(Boolean).join(' ')}
          </p>
        )}
        {error === undefined && pages.length > 0 && conversations.length === 0 && (
          <p className="history-note" role="status">
            {searching === '' ? 'No conversation is kept yet.' : `Nothing was said with “${searching}”.`}
          </p>
        )}
        <ConversationList
          conversations={conversations}
          currentId={current}
          openId={openId}
          onOpen={setOpenId}
          onMore={more}
        />
        <Keeping
          retention={snapshot.settings.history.retention}
          isEmpty={conversations.length === 0 && searching === ''}
          onRemoveAll={() => {
            setOpenId(undefined);
            void actions.removeAll();
          }}
        />
      </section>
      {openId === undefined ? (
        <p className="history-empty">Choose a conversation to read it.</p>
      ) : (
        <ConversationPane
          key={openId}
          id={openId}
          isCurrent={openId === current}
          revision={revision}
          actions={actions}
          onClose={() => setOpenId(undefined)}
          onResumed={onClose}
        />
      )}
    </main>
  );
}

type KeepingProps = {
  readonly retention: AppSnapshot['settings']['history']['retention'];
  readonly isEmpty: boolean;
  readonly onRemoveAll: () => void;
};

/** How long conversations are kept, and the way to have none. */
function Keeping({ retention, isEmpty, onRemoveAll }: KeepingProps) {
  const [asking, setAsking] = useState(false);
  return (
    <footer className="history-keeping">
      <p>{describeRetention(retention)}</p>
      <button
        type="button"
        className="button"
        data-kind="quiet"
        disabled={isEmpty}
        onClick={() => setAsking(true)}
      >
        Delete all…
      </button>
      {asking && (
        <ConfirmDialog
          question="Delete every conversation?"
          detail="All their words are erased from this computer. This cannot be undone."
          action="Delete all"
          onAnswer={(yes) => {
            setAsking(false);
            if (yes) onRemoveAll();
          }}
        />
      )}
    </footer>
  );
}

function describeRetention(retention: KeepingProps['retention']): string {
  if (retention === 'off') return 'Nothing new is kept.';
  if (retention === 'forever') return 'Kept on this computer until you delete it.';
  return `Kept on this computer for ${retention} ${retention === 1 ? 'day' : 'days'}.`;
}
