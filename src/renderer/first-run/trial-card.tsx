import { useEffect, useState } from 'react';
import { describeState } from '../state/state-word.ts';
import { Composer } from '../talk/composer.tsx';
import { stopOnEscape } from '../talk/stop-on-escape.ts';
import { TalkControl } from '../talk/talk-control.tsx';
import { Line } from '../talk/transcript.tsx';
import { useWords } from '../words.tsx';
import type { CardProps } from './card.ts';
import { StatusLine } from './status-line.tsx';

/** A first question, spoken, or typed where the microphone cannot be had. */
export function TrialCard({ context }: CardProps) {
  const words = useWords();
  const { t } = words;
  const { snapshot, actions, channel } = context;
  const { transcript, assistant, settings, microphone } = snapshot;
  const [before] = useState(() => transcript.at(-1)?.id);
  const said = transcript.slice(transcript.findIndex(({ id }) => id === before) + 1).slice(-2);
  const isAnswered = said.some(({ role, status }) => role === 'assistant' && status !== 'streaming');
  const { word, hint } = describeState(assistant, settings.turns.gesture, words);
  useEffect(() => stopOnEscape(assistant.kind, actions), [assistant.kind, actions]);
  const works = isAnswered && assistant.kind === 'ready';
  return (
    <>
      <TalkControl snapshot={snapshot} actions={actions} channel={channel} />
      <StatusLine tone={works ? 'done' : assistant.kind === 'error' ? 'problem' : 'idle'}>
        {works ? t('firstRun:trialWorks') : `${word}. ${hint}`}
      </StatusLine>
      <ol className="first-run-lines" aria-label={t('firstRun:trialLines')}>
        {said.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
      {microphone.kind !== 'granted' && <Composer seesPictures={false} onSend={actions.sendText} />}
    </>
  );
}
