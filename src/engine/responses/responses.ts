import type { Ids } from '#shared/wire/ids.ts';
import type { AudioShelf } from '../conversation/item-audio.ts';
import type { Emit } from '../protocol/emit.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Brain, Tts } from '../stages.ts';
import type { ResponsePlan } from './response-plan.ts';
import { type ResponseWriter, startResponse } from './response-writer.ts';
import { runResponse } from './run-response.ts';

/** Out-of-band responses that may run at once; each holds a brain and a voice busy. */
const MAX_OUT_OF_BAND = 4;

type CancelReason = 'turn_detected' | 'client_cancelled';

/** The responses in progress: at most one in the default conversation, others beside it. */
export type Responses = {
  /** Id of the default conversation's response in progress. */
  readonly activeId: string | undefined;
  /** The assistant has made a sound in this session. */
  readonly hasSpoken: boolean;
  /** Announces and runs a response. Throws a `Refusal` when there is no room for it. */
  start(plan: ResponsePlan): void;
  /** Ends a response, by default the one of the default conversation; false when it is not in progress. */
  cancel(reason: CancelReason, responseId?: string): boolean;
  /** Ends all without a word: the session is over. */
  close(): void;
};

export type ResponsesOptions = {
  readonly emit: Emit;
  readonly ids: Ids;
  readonly shelf: AudioShelf;
  readonly brain: Brain;
  readonly tts: Tts;
  readonly room: () => Promise<void>;
  /** A response of the default conversation came to its own end, having spoken for `audioMs`. */
  readonly onAnswered: (audioMs: number) => void;
};

type Run = { readonly writer: ResponseWriter; readonly abort: AbortController; readonly inBand: boolean };

export function createResponses(options: ResponsesOptions): Responses {
  const runs = new Map<string, Run>();
  let hasSpoken = false;

  const activeId = (): string | undefined => [...runs].find(([, { inBand }]) => inBand)?.[0];
  const requireRoom = (plan: ResponsePlan): void => {
    const active = activeId();
    if (plan.conversation !== undefined && active !== undefined) {
      const message = `Conversation already has an active response in progress: ${active}. Wait until the response is finished before creating a new one.`;
      throw new Refusal('conversation_already_has_active_response', message);
    }
    const beside = [...runs.values()].filter(({ inBand }) => !inBand).length;
    if (plan.conversation === undefined && beside >= MAX_OUT_OF_BAND) {
      const message = `At most ${MAX_OUT_OF_BAND} out-of-band responses run at once.`;
      throw new Refusal('hark_engine_busy', message);
    }
  };
  /** Takes note of what a response sends. It is over before its last event is out: that event may be answered at once. */
  const emitFor =
    (plan: ResponsePlan): Emit =>
    (event) => {
      hasSpoken ||= event.type === 'response.output_audio.delta';
      if (event.type !== 'response.done') return options.emit(event);
      const audioMs = runs.get(plan.id)?.writer.audioMs ?? 0;
      runs.delete(plan.id);
      options.emit(event);
      if (plan.conversation !== undefined && event.response.status === 'completed')
        options.onAnswered(audioMs);
    };
  return {
    get activeId() {
      return activeId();
    },
    get hasSpoken() {
      return hasSpoken;
    },
    start(plan) {
      requireRoom(plan);
      const writer = startResponse({ ...options, plan, emit: emitFor(plan) });
      const abort = new AbortController();
      runs.set(plan.id, { writer, abort, inBand: plan.conversation !== undefined });
      void runResponse({ ...options, plan, writer, signal: abort.signal });
    },
    cancel(reason, responseId = activeId()) {
      const entry = responseId === undefined ? undefined : runs.get(responseId);
      if (responseId === undefined || entry === undefined) return false;
      entry.abort.abort();
      entry.writer.finish('cancelled', { type: 'cancelled', reason });
      return true;
    },
    close() {
      for (const { abort } of runs.values()) abort.abort();
      runs.clear();
    },
  };
}
