import { useEffect, useState } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import { describeEndpoint } from '#shared/bridge/endpoint-words.ts';
import type { EndpointTest, EndpointView } from '#shared/bridge/state.ts';
import type { Words } from '#shared/i18n/words.ts';
import { sayError } from '../../say-error.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';
import { PartButton } from './part-button.tsx';
import './test-part.css';

/**
 *   untested ──▶ testing ──▶ answered, failed ──a new connection: it may not hold any more──▶ untested
 *       ▲───called off──┘
 */
type TestState =
  | { readonly kind: 'untested' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'answered'; readonly test: EndpointTest }
  | { readonly kind: 'failed'; readonly error: ErrorData };

/** Finds out whether key, address and models work, before one talks to them. */
export function TestPart({ context, id, describedBy }: PartProps) {
  const words = useWords();
  const { t } = words;
  const { snapshot, actions } = context;
  const [state, setState] = useState<TestState>({ kind: 'untested' });
  const isConnecting = snapshot.assistant.kind === 'connecting';
  useEffect(() => {
    if (isConnecting) setState((now) => (now.kind === 'testing' ? now : { kind: 'untested' }));
  }, [isConnecting]);
  const test = async (): Promise<void> => {
    setState({ kind: 'testing' });
    const reply = await actions.testEndpoint();
    if (reply.ok) setState({ kind: 'answered', test: reply.value });
    else if (reply.error.reason === 'closed') setState({ kind: 'untested' });
    else setState({ kind: 'failed', error: reply.error });
  };
  const isTesting = state.kind === 'testing';
  return (
    <div className="test">
      <PartButton
        id={id}
        describedBy={describedBy}
        aria-label={t(isTesting ? 'answers:testCancelLabel' : 'answers:testStartLabel')}
        onClick={isTesting ? actions.cancelEndpointTest : () => void test()}
      >
        {t(isTesting ? 'answers:testCancel' : 'answers:testStart')}
      </PartButton>
      {state.kind !== 'untested' && (
        <p className="test-result" role="status" data-failed={state.kind === 'failed'}>
          {!isTesting && <Icon name={state.kind === 'failed' ? 'alert' : 'check'} />}
          <span>{describe(state, snapshot.endpoint, words)}</span>
        </p>
      )}
    </div>
  );
}

function describe(state: TestState, endpoint: EndpointView, words: Words): string {
  const { t } = words;
  switch (state.kind) {
    case 'untested':
      return '';
    case 'testing':
      return t('answers:testRuns');
    case 'answered': {
      const { model, connectMs } = state.test;
      const { label } = describeEndpoint({ ...endpoint, label: state.test.label }, t);
      return t('answers:testAnswered', { label, model, ms: connectMs });
    }
    case 'failed':
      return sayError(state.error, words);
  }
}
