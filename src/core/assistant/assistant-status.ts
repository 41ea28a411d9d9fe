import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { AppStore } from '../bridge/app-store.ts';
import {
  type AssistantFacts,
  type AssistantInput,
  INITIAL_FACTS,
  microphoneKept,
  microphoneWanted,
  reduceAssistant,
  showAssistant,
} from './assistant-state.ts';

/** The owner of the assistant's facts: takes inputs, publishes what people see of them. */
export type AssistantStatus = {
  readonly facts: AssistantFacts;
  dispatch(input: AssistantInput): void;
  /** Called after each change of the facts, once everything is published. Returns the unsubscribe function. */
  onChange(listener: (facts: AssistantFacts) => void): () => void;
  close(): void;
};

/** A server that has not begun an answer, or not ended one, after this long is not waited for any more, ms. */
const ANSWER_LIMITS_MS = { none: undefined, expected: 20_000, active: 120_000 } as const;

/** A listener that throws is told to `onListenerError` and holds up neither the others nor the inputs that follow. */
export function createAssistantStatus(
  store: AppStore,
  clock: Clock,
  onListenerError: (error: unknown) => void,
): AssistantStatus {
  const changes = createEmitter<AssistantFacts>(onListenerError);
  const inputs: AssistantInput[] = [];
  let facts = INITIAL_FACTS;
  let cancelOverdue = (): void => {};

  const publish = (before: AssistantFacts): void => {
    const state = showAssistant(facts);
    if (!isDeepStrictEqual(state, showAssistant(before))) store.publish({ type: 'assistant', state });
    const [wanted, kept] = [microphoneWanted(facts), microphoneKept(facts)];
    if (wanted !== microphoneWanted(before) || kept !== microphoneKept(before)) {
      store.publish({ type: 'microphone', wanted, kept });
    }
    const { handsFree, muted } = facts;
    if (handsFree !== before.handsFree || muted !== before.muted) {
      store.publish({ type: 'switches', handsFree, muted });
    }
  };
  const watchAnswer = (before: AssistantFacts): void => {
    if (facts.answer === before.answer) return;
    cancelOverdue();
    const limitMs = ANSWER_LIMITS_MS[facts.answer];
    if (limitMs === undefined) return;
    cancelOverdue = clock.after(limitMs, () => dispatch({ type: 'answer_overdue' }));
  };
  const take = (input: AssistantInput): void => {
    const before = facts;
    facts = reduceAssistant(facts, input);
    if (facts === before) return;
    publish(before);
    watchAnswer(before);
    changes.emit(facts);
  };
  // What is published may bring the next input before it returns; that one waits its turn.
  const dispatch = (input: AssistantInput): void => {
    inputs.push(input);
    if (inputs.length > 1) return;
    for (let next = inputs[0]; next !== undefined; next = inputs[0]) {
      take(next);
      inputs.shift();
    }
  };
  return {
    get facts() {
      return facts;
    },
    dispatch,
    onChange: changes.subscribe,
    close: () => cancelOverdue(),
  };
}
