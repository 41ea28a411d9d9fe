import { memo, useLayoutEffect, useRef } from 'react';
import type { ToolActivity, TranscriptLine } from '#shared/bridge/state.ts';
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
    <ol className="transcript" ref={ref} onScroll={onScroll} tabIndex={0} aria-label="Conversation">
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

const NOTES: Readonly<Record<TranscriptLine['status'], string>> = {
  streaming: '',
  done: '',
  cut: 'interrupted',
  unclear: 'not understood',
};

/** What was said, once. */
export const Line = memo(function Line({ line }: { readonly line: TranscriptLine }) {
  const { role, text, status, at } = line;
  return (
    <li className="line" data-role={role} data-status={status}>
      <p className="line-text">
        <span className="visually-hidden">{role === 'user' ? 'You: ' : 'Hark: '}</span>
        {text}
        {status === 'streaming' && <span className="line-typing" aria-hidden="true" />}
      </p>
      <p className="line-note">
        {NOTES[status] !== '' && <span className="line-status">{NOTES[status]}</span>}
        {role === 'user' && <time dateTime={new Date(at).toISOString()}>{toClockTime(at)}</time>}
      </p>
    </li>
  );
});

function toClockTime(at: number): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
