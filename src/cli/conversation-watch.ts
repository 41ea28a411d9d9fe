import { createDeferred } from '#shared/base/deferred.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import { reduceSnapshot } from '#shared/bridge/reduce.ts';
import type { AppSnapshot, AssistantState, BridgeEvent } from '#shared/bridge/state.ts';
import type { Output } from './output.ts';

export type Ending = { readonly answered: true } | { readonly answered: false; readonly error?: ErrorData };

/** Follows one exchange: prints what happens, and tells when it can begin and when it is over. */
export type ConversationWatch = {
  handle(event: BridgeEvent): void;
  /** Connected, or not to be. */
  readonly ready: Promise<Ending>;
  /** The answer was given and heard to its end. */
  readonly finished: Promise<Ending>;
};

export function createConversationWatch(initial: AppSnapshot, output: Output): ConversationWatch {
  const ready = createDeferred<Ending>();
  const finished = createDeferred<Ending>();
  const known = new Set(initial.transcript.map((line) => line.id));
  const told = new Set<string>();
  let snapshot = initial;
  let busySince = false;

  const once = (key: string, tell: () => void): void => {
    if (told.has(key)) return;
    told.add(key);
    tell();
  };
  const tellLines = (): void => {
    for (const { id, role, text, status } of snapshot.transcript) {
      if (known.has(id) || status === 'streaming') continue;
      once(`line ${id}`, () => output.event({ type: 'transcript', role, text, status }));
    }
  };
  const tellTools = (): void => {
    for (const { callId, tool, status, detail } of snapshot.activities) {
      once(`tool ${callId} ${status}`, () => output.event({ type: 'tool', tool, status, detail }));
    }
  };
  const hasAnswer = (): boolean =>
    snapshot.transcript.some((line) => !known.has(line.id) && line.role === 'assistant');
  const isSettled = (): boolean =>
    snapshot.approvals.length === 0 &&
    snapshot.transcript.every((line) => line.status !== 'streaming') &&
    snapshot.activities.every(({ status }) => status !== 'running' && status !== 'waiting');

  const follow = (state: AssistantState): void => {
    if (state.kind === 'error') {
      ready.resolve({ answered: false, error: state.error });
      finished.resolve({ answered: false, error: state.error });
    }
    const idle = isIdle(state);
    if (idle || state.kind === 'muted') ready.resolve({ answered: true });
    if (!idle) busySince = true;
    if (idle && busySince && hasAnswer() && isSettled()) finished.resolve({ answered: true });
  };
  return {
    handle(event) {
      snapshot = reduceSnapshot(snapshot, event);
      if (event.type === 'assistant') output.event({ type: 'state', state: event.state.kind });
      tellLines();
      tellTools();
      for (const { id, error } of snapshot.notices) {
        once(`notice ${id}`, () => output.event({ type: 'notice', error }));
      }
      follow(snapshot.assistant);
    },
    ready: ready.promise,
    finished: finished.promise,
  };
}

/** Nothing is said, done or heard: waiting under the key, or listening hands-free to silence. */
function isIdle(state: AssistantState): boolean {
  return (
    state.kind === 'ready' ||
    (state.kind === 'listening' && state.turn === 'hands_free' && !state.hearsSpeech)
  );
}
