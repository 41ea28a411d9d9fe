import { useEffect, useState } from 'react';
import type { MicrophoneView } from '#shared/bridge/microphone.ts';
import { useDevices } from '../settings/parts/device-part.tsx';
import { useMeter } from '../settings/parts/use-meter.ts';
import { useWords } from '../words.tsx';
import type { CardProps } from './card.ts';
import { StatusLine } from './status-line.tsx';

/** Asks for the microphone, by a click only and never once it is allowed. What was allowed elsewhere ticks itself off. */
export function MicrophoneCard({ context }: CardProps) {
  const { t } = useWords();
  const { snapshot, actions, channel } = context;
  const { microphone } = snapshot;
  const [asks, setAsks] = useState(false);
  // The meter opens the microphone, which is what the person is asked for.
  const { problem } = useMeter(actions, asks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever came of asking, it is over.
  useEffect(() => setAsks(false), [microphone, problem]);
  const hasMicrophone = useDevices(channel).some(({ kind }) => kind === 'microphone');
  const isMissing = microphone.kind === 'failed' && microphone.fault === 'missing';
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried once when one is connected, and not whenever it fails.
  useEffect(() => {
    if (isMissing && hasMicrophone) setAsks(true);
  }, [hasMicrophone]);
  return (
    <>
      {microphone.kind !== 'granted' && (
        <button
          type="button"
          className="button first-run-deed"
          data-kind="primary"
          disabled={asks}
          onClick={() => setAsks(true)}
        >
          {t(microphone.kind === 'failed' ? 'firstRun:microphoneAgain' : 'firstRun:microphoneAllow')}
        </button>
      )}
      <MicrophoneStatus microphone={microphone} asks={asks} problem={problem} />
    </>
  );
}

type MicrophoneStatusProps = {
  readonly microphone: MicrophoneView;
  readonly asks: boolean;
  readonly problem: string | undefined;
};

function MicrophoneStatus({ microphone, asks, problem }: MicrophoneStatusProps) {
  const { t, ofCore } = useWords();
  if (asks) return <StatusLine tone="idle">{t('firstRun:microphoneAsking')}</StatusLine>;
  if (microphone.kind === 'granted')
    return <StatusLine tone="done">{t('firstRun:microphoneGranted')}</StatusLine>;
  if (microphone.kind !== 'failed') return <StatusLine tone="idle">{problem && ofCore(problem)}</StatusLine>;
  return (
    <StatusLine tone="problem">
      <strong>{ofCore(microphone.message)}</strong> {ofCore(microphone.action)}{' '}
      {t('firstRun:microphoneWithout')}
    </StatusLine>
  );
}
