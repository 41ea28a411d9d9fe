import { useId, useState } from 'react';
import { MicrophonePart } from '../settings/parts/device-part.tsx';
import { useMeter } from '../settings/parts/use-meter.ts';
import { LevelMeter } from '../talk/level-meter.tsx';
import { useWords } from '../words.tsx';
import type { CardProps } from './card.ts';
import { StatusLine } from './status-line.tsx';

/** Shows that the microphone hears, and lets another one be chosen. It is open only while this card is. */
export function SoundCard({ context }: CardProps) {
  const { t, ofCore } = useWords();
  const id = useId();
  const { snapshot, actions, channel } = context;
  const mayListen = snapshot.microphone.kind === 'granted';
  const { view, problem } = useMeter(actions, mayListen);
  const [heard, setHeard] = useState(false);
  if (!heard && view.turns.length > 0) setHeard(true);
  return (
    <>
      <LevelMeter channel={channel} active={snapshot.microphoneWanted} />
      {mayListen ? (
        <StatusLine tone={heard ? 'done' : 'idle'}>
          {problem === undefined ? t(heard ? 'firstRun:soundHeard' : 'firstRun:soundWaits') : ofCore(problem)}
        </StatusLine>
      ) : (
        <StatusLine tone="problem">{t('firstRun:soundNotAllowed')}</StatusLine>
      )}
      <div className="first-run-field">
        <label htmlFor={id}>{t('listening:microphone')}</label>
        <MicrophonePart context={context} id={id} describedBy={`${id}-help`} />
        <p id={`${id}-help`}>{t('firstRun:soundHelp')}</p>
      </div>
    </>
  );
}
