import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import type { ConversationEntry, ConversationSummary, ExportFormat } from '#shared/bridge/conversations.ts';
import { nameEndpoint } from '#shared/bridge/endpoint-words.ts';
import { toFullDate } from '../dates.ts';
import { sayError } from '../say-error.ts';
import type { HistoryActions } from '../state/history-actions.ts';
import { ActivityRow } from '../talk/activity-row.tsx';
import { Line } from '../talk/transcript.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useWords } from '../words.tsx';
import { Title } from './title.tsx';
import { usePages } from './use-pages.ts';

export type ConversationPaneProps = {
  readonly id: string;
  /** It is the conversation that goes on in the talk view. */
  readonly isCurrent: boolean;
  readonly revision: number;
  readonly actions: HistoryActions;
  readonly onClose: () => void;
  readonly onResumed: () => void;
};

/** One conversation to read, and what can be done with it. */
export function ConversationPane(props: ConversationPaneProps) {
  const { id, isCurrent, revision, actions, onClose, onResumed } = props;
  const words = useWords();
  const { t } = words;
  const load = useCallback((after: string | undefined) => actions.read(id, after), [actions, id]);
  const { pages, error, more } = usePages(load, revision);
  const [refusal, setRefusal] = useState<ErrorData>();
  const [saved, setSaved] = useState<string>();
  const conversation = pages.at(-1)?.conversation;
  const save = async (format: ExportFormat): Promise<void> => {
    const reply = await actions.export(id, format);
    setRefusal(reply.ok ? undefined : reply.error);
    setSaved(reply.ok ? reply.value.path : undefined);
  };
  const then = async (refused: Promise<ErrorData | undefined>, done: () => void): Promise<void> => {
    const answer = await refused;
    setRefusal(answer);
    if (answer === undefined) done();
  };
  const shownError = refusal ?? error;
  return (
    <section className="history-pane" aria-label={t('history:conversation')}>
      {conversation !== undefined && (
        <Head
          conversation={conversation}
          isCurrent={isCurrent}
          onBack={onClose}
          onRename={(title) => void then(actions.rename(id, title), () => {})}
          onSave={(format) => void save(format)}
          onRemove={() => void then(actions.remove(id), onClose)}
          onResume={() => void then(actions.resume(id), onResumed)}
        />
      )}
      {shownError !== undefined && (
        <p className="history-note" role="alert">
          {sayError(shownError, words)}
        </p>
      )}
      {saved !== undefined && (
        <p className="history-note" role="status">
          {t('history:saved', { path: saved })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by key. */}
      <ol className="history-entries" tabIndex={0} aria-label={t('history:saidHere')}>
        {pages
          .flatMap((page) => page.entries)
          .map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        {more !== undefined && (
          <li>
            <button type="button" className="button" onClick={more}>
              {t('history:more')}
            </button>
          </li>
        )}
      </ol>
    </section>
  );
}

type HeadProps = {
  readonly conversation: ConversationSummary;
  readonly isCurrent: boolean;
  readonly onBack: () => void;
  readonly onRename: (title: string) => void;
  readonly onSave: (format: ExportFormat) => void;
  readonly onRemove: () => void;
  readonly onResume: () => void;
};

function Head({ conversation, isCurrent, onBack, onRename, onSave, onRemove, onResume }: HeadProps) {
  const { t, locale } = useWords();
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { title, startedAt, endpoint } = conversation;
  return (
    <header className="history-head">
      <span className="history-back">
        <IconButton icon="back" label={t('history:back')} onClick={onBack} />
      </span>
      <div className="history-about">
        <Title ref={heading} title={title} onRename={onRename} />
        <p>
          {toFullDate(startedAt, locale)} · {nameEndpoint(endpoint, t)}
        </p>
      </div>
      <div className="history-actions">
        <button type="button" className="button" onClick={() => onSave('markdown')}>
          {t('history:saveMarkdown')}
        </button>
        <button type="button" className="button" onClick={() => onSave('json')}>
          {t('history:saveJson')}
        </button>
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {t('history:delete')}
        </button>
        <button
          type="button"
          className="button"
          data-kind="primary"
          disabled={isCurrent}
          onClick={onResume}
          title={isCurrent ? t('history:goesOn') : undefined}
        >
          {t('history:resume')}
        </button>
      </div>
      {asking && (
        <ConfirmDialog
          question={t('history:deleteOne', { title: title || t('history:conversation') })}
          detail={t('history:deleteOneDetail')}
          action={t('history:deleteOneAction')}
          onAnswer={(yes) => {
            setAsking(false);
            if (yes) onRemove();
          }}
        />
      )}
    </header>
  );
}

function Entry({ entry }: { readonly entry: ConversationEntry }) {
  const { id, role, label, text, status, at } = entry;
  if (role === 'tool') {
    const shown = status === 'failed' || status === 'denied' ? status : 'done';
    return <ActivityRow activity={{ callId: id, tool: label, label, status: shown, detail: text, at }} />;
  }
  const shown = status === 'cut' || status === 'unclear' ? status : 'done';
  return <Line line={{ id, role, text, status: shown, at }} />;
}
