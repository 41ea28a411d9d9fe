import { useCallback, useEffect, useRef, useState } from 'react';
import type { Translate } from '#shared/i18n/words.ts';
import { type EchoTest, echoTestOf, isDisturbing, withEchoTest } from '#shared/settings/duplex.ts';
import { mayTestEcho } from '../../audio/answer-echo-tests.ts';
import { sayError } from '../../say-error.ts';
import { useWords } from '../../words.tsx';
import { Refusal } from '../refusal.tsx';
import type { PartProps } from '../row.ts';
import { PartButton } from './part-button.tsx';
import './test-part.css';

/** The test takes 3 s, and waits 8 s for a microphone; an owner of the audio that takes longer is gone, ms. */
const PATIENCE_MS = 15_000;

/** Finds out whether Hark would hear itself, and remembers it for these devices. */
export function EchoPart({ context, id, describedBy }: PartProps) {
  const { snapshot } = context;
  const { t } = useWords();
  const { isTesting, problem, test } = useEchoTest(context);
  const mayTest = mayTestEcho(snapshot);
  const result = describeEcho(echoTestOf(snapshot.settings), t);
  return (
    <div className="test">
      <PartButton
        id={id}
        describedBy={describedBy}
        aria-label={t(isTesting ? 'echo:testing' : 'echo:test')}
        disabled={isTesting || !mayTest}
        onClick={test}
      >
        {t(isTesting ? 'echo:testing' : 'echo:test')}
      </PartButton>
      {problem === undefined ? (
        <p className="test-result" role="status">
          {isTesting ? '' : result}
          {!isTesting && !mayTest && ` ${t('echo:busy')}`}
        </p>
      ) : (
        <Refusal>{problem}</Refusal>
      )}
    </div>
  );
}

/**
 *   idle ──test──▶ testing ──found out──▶ idle
 *                     └──refused, or no word for 15 s──▶ failed ──test──▶ testing
 */
type TestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'failed'; readonly problem: string };

/** Asks the page that owns the audio. Only who asked keeps the answer. */
function useEchoTest({ snapshot, actions, channel }: PartProps['context']) {
  const words = useWords();
  const { t } = words;
  const [state, setState] = useState<TestState>({ kind: 'idle' });
  const isTesting = state.kind === 'testing';
  const isAsked = useRef(false);
  const { settings } = snapshot;
  const end = useCallback((next: TestState): void => {
    isAsked.current = false;
    setState(next);
  }, []);
  useEffect(
    () =>
      channel.on('echo', ({ reply }) => {
        if (!isAsked.current) return;
        end(reply.ok ? { kind: 'idle' } : { kind: 'failed', problem: sayError(reply.error, words) });
        if (reply.ok)
          void actions.updateSettings({ duplex: { tested: withEchoTest(settings, reply.value) } });
      }),
    [channel, actions, settings, words, end],
  );
  useEffect(() => {
    if (!isTesting) return;
    const timer = setTimeout(() => end({ kind: 'failed', problem: t('echo:noOwner') }), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isTesting, end, t]);
  const test = (): void => {
    isAsked.current = true;
    setState({ kind: 'testing' });
    channel.send({ kind: 'echo_asked' });
  };
  return { isTesting, problem: state.kind === 'failed' ? state.problem : undefined, test };
}

function describeEcho(test: EchoTest | undefined, t: Translate): string {
  if (test === undefined) return t('echo:untested');
  const { echo } = test;
  if (echo === null) return t('echo:none');
  const found = { delay: Math.round(echo.delayMs), loss: Math.round(echo.lossDb) };
  return t(isDisturbing(echo) ? 'echo:disturbing' : 'echo:faint', found);
}
