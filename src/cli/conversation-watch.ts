import type { Cancel, Clock } from '#shared/base/clock.ts';
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
  /** The person has said everything: from now on quiet means that it is over. */
  personEnded(): void;
  /** The last answer was given and heard to its end, or none will come. */
  readonly finished: Promise<Ending>;
};

/** Quiet for this long is the end, ms: a server that finds the turns may need a moment to notice the last words. */
const QUIET_MS = 500;
/** Quiet without an answer is waited for longer, ms: hands-free, a pause has to pass before the turn is over. */
const UNANSWERED_MS = 10_000;

export function createConversationWatch(
  initial: AppSnapshot,
  output: Output,
  clock: Clock,
): ConversationWatch {
  const ready = createDeferred<Ending>();
  const finished = createDeferred<Ending>();
  const known = new Set(initial.transcript.map((line) => line.id));
  const tell = createTeller(output, known);
  let snapshot = initial;
  let personHasEnded = false;
  let wasBusy = false;
  let cancelQuiet: Cancel = () => {};

  const lastIsAnswer = (): boolean => {
    const last = snapshot.transcript.findLast((line) => !known.has(line.id));
    return last?.role === 'assistant';
  };
  const waitForQuiet = (): void => {
    cancelQuiet();
    if (!personHasEnded || !isIdle(snapshot.assistant) || !isSettled(snapshot)) return;
    const answered = lastIsAnswer();
    const certain = answered || (wasBusy && !snapshot.handsFree);
    cancelQuiet = clock.after(certain ? QUIET_MS : UNANSWERED_MS, () => finished.resolve({ answered }));
  };
  const follow = (state: AssistantState): void => {
    if (state.kind === 'error') {
      ready.resolve({ answered: false, error: state.error });
      finished.resolve({ answered: false, error: state.error });
    }
    if (isIdle(state)) ready.resolve({ answered: true });
    else if (personHasEnded) wasBusy = true;
    waitForQuiet();
  };
  return {
    handle(event) {
      snapshot = reduceSnapshot(snapshot, event);
      if (event.type === 'assistant') output.event({ type: 'state', state: event.state.kind });
      tell(snapshot);
      follow(snapshot.assistant);
    },
    ready: ready.promise,
    personEnded() {
      personHasEnded = true;
      wasBusy = !isIdle(snapshot.assistant);
      waitForQuiet();
    },
    finished: finished.promise,
  };
}

/** Prints each finished line, each step of a tool and each notice once. */
function createTeller(output: Output, known: ReadonlySet<string>): (snapshot: AppSnapshot) => void {
  const told = new Set<string>();
  const once = (key: string, print: () => void): void => {
    if (told.has(key)) return;
    told.add(key);
    print();
  };
  return ({ transcript, activities, notices }) => {
    for (const { id, role, text, status } of transcript) {
      if (known.has(id) || status === 'streaming') continue;
      once(`line ${id} ${status}`, () => output.event({ type: 'transcript', role, text, status }));
    }
    for (const { callId, tool, status, detail } of activities) {
      once(`tool ${callId} ${status}`, () => output.event({ type: 'tool', tool, status, detail }));
    }
    for (const { id, error } of notices) once(`notice ${id}`, () => output.event({ type: 'notice', error }));
  };
}

/** Nothing is being written, run or asked. */
function isSettled({ approvals, transcript, activities }: AppSnapshot): boolean {
  return (
    approvals.length === 0 &&
    transcript.every((line) => line.status !== 'streaming') &&
    activities.every(({ status }) => status !== 'running' && status !== 'waiting')
  );
}

/** Nothing is said, done or heard: waiting under the key or muted, or listening hands-free to silence. */
function isIdle(state: AssistantState): boolean {
  return (
    state.kind === 'ready' ||
    state.kind === 'muted' ||
    (state.kind === 'listening' && state.turn === 'hands_free' && !state.hearsSpeech)
  );
}
