import { useCallback, useState } from 'react';
import { MAX_SEARCH_LENGTH } from '#shared/bridge/conversations.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { Translate } from '#shared/i18n/words.ts';
import { sayError } from '../say-error.ts';
import type { HistoryActions } from '../state/history-actions.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useSearch } from '../ui/use-search.ts';
import { useWords } from '../words.tsx';
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
  const words = useWords();
  const { t } = words;
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
      aria-label={t('history:title')}
      data-open={openId !== undefined}
      onKeyDown={search.onKeyDown}
    >
      <section className="history-side" aria-label={t('history:conversations')}>
        <SearchField
          search={search}
          label={t('history:search')}
          placeholder={t('history:searchHint')}
          maxLength={MAX_SEARCH_LENGTH}
        />
        {error !== undefined && (
          <p className="history-note" role="alert">
            {sayError(error, words)}
          </p>
        )}
        {error === undefined && pages.length > 0 && conversations.length === 0 && (
          <p className="history-note" role="status">
            {searching === '' ? t('history:nothingKept') : t('history:nothingFound', { words: searching })}
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
        <p className="history-empty">{t('history:choose')}</p>
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
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <footer className="history-keeping">
      <p>{describeRetention(retention, t)}</p>
      <button
        type="button"
        className="button"
        data-kind="quiet"
        disabled={isEmpty}
        onClick={() => setAsking(true)}
      >
        {t('history:deleteAll')}
      </button>
      {asking && (
        <ConfirmDialog
          question={t('history:deleteAllQuestion')}
          detail={t('history:deleteAllDetail')}
          action={t('history:deleteAllAction')}
          onAnswer={(yes) => {
            setAsking(false);
            if (yes) onRemoveAll();
          }}
        />
      )}
    </footer>
  );
}

function describeRetention(retention: KeepingProps['retention'], t: Translate): string {
  if (retention === 'off') return t('history:keepsNone');
  if (retention === 'forever') return t('history:keepsForever');
  return t('history:keepsDays', { count: retention });
}
