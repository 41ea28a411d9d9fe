import { memo, useLayoutEffect, useRef } from 'react';
import type { ToolActivity, TranscriptLine } from '#shared/bridge/state.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import { toClockTime } from '../dates.ts';
import { useWords } from '../words.tsx';
import { ActivityRow } from './activity-row.tsx';
import { inOrder } from './in-order.ts';
import './transcript.css';

export type TranscriptProps = {
  readonly lines: readonly TranscriptLine[];
  readonly activities: readonly ToolActivity[];
};

/** How near to the end counts as reading along, pixels. */
const NEAR_END = 80;

/** Both sides of the conversation and what the tools did, oldest first; follows the end unless someone scrolled back. */
export function Transcript({ lines, activities }: TranscriptProps) {
  const { t } = useWords();
  const ref = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is what moves the end.
  useLayoutEffect(() => {
    const list = ref.current;
    if (list !== null && atEnd.current) list.scrollTop = list.scrollHeight;
  }, [lines, activities]);
  const onScroll = (): void => {
    const list = ref.current;
    if (list !== null) atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
  };
  return (
    // Scrolled by keyboard too, so it takes the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by key.
    <ol className="transcript" ref={ref} onScroll={onScroll} tabIndex={0} aria-label={t('talk:conversation')}>
      {inOrder(lines, activities).map((entry) =>
        entry.kind === 'line' ? (
          <Line key={entry.line.id} line={entry.line} />
        ) : (
          <ActivityRow key={entry.activity.callId} activity={entry.activity} />
        ),
      )}
    </ol>
  );
}

const NOTES: Readonly<Partial<Record<TranscriptLine['status'], PlainKey>>> = {
  cut: 'talk:cut',
  unclear: 'talk:unclear',
};

/** What was said, once. */
export const Line = memo(function Line({ line }: { readonly line: TranscriptLine }) {
  const { t, locale } = useWords();
  const { role, text, picture, status, at } = line;
  const note = NOTES[status];
  return (
    <li className="line" data-role={role} data-status={status}>
      <p className="line-text">
        <span className="visually-hidden">{t(role === 'user' ? 'talk:you' : 'talk:hark')}</span>
        {picture !== undefined && <img className="line-picture" src={picture} alt={t('talk:picture')} />}
        {text}
        {status === 'streaming' && <span className="line-typing" aria-hidden="true" />}
      </p>
      <p className="line-note">
        {note !== undefined && <span className="line-status">{t(note)}</span>}
        {role === 'user' && <time dateTime={new Date(at).toISOString()}>{toClockTime(at, locale)}</time>}
      </p>
    </li>
  );
});
