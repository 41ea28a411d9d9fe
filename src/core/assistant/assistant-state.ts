import type { ErrorData } from '#shared/base/errors.ts';
import type { AssistantState } from '#shared/bridge/state.ts';

/**
 * What is known about the connection.
 *
 *   off ──▶ connecting ──▶ connected ──▶ reconnecting ──▶ connected
 *               └────────▶ failed ◀──────────┘
 */
export type ConnectionFact =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly delayMs: number }
  | { readonly kind: 'failed'; readonly error: ErrorData };

/**
 * What is true right now. The facts are independent of each other (an answer plays while a tool runs while the person
 * speaks); `showAssistant` reduces them to the one state people see.
 */
export type AssistantFacts = {
  readonly connection: ConnectionFact;
  /** `latched`: nothing is held any more. `closing`: the turn was ended, its last samples are still on their way. */
  readonly hold: 'idle' | 'open' | 'latched' | 'closing';
  readonly handsFree: boolean;
  readonly muted: boolean;
  /** Sound has arrived from the microphone since it was wanted. */
  readonly microphoneLive: boolean;
  readonly hearsSpeech: boolean;
  /** `expected`: a turn was handed in, a tool has answered, or more follows; the server has not begun yet. */
  readonly answer: 'none' | 'expected' | 'active';
  /** Calls that wait or run, oldest first. */
  readonly tools: readonly { readonly callId: string; readonly tool: string }[];
  /** The meter of the settings listens; nothing of that goes to a server. */
  readonly metering: boolean;
  /** The microphone is to stay open after the turn under the key. */
  readonly kept: boolean;
  /** Audio of an answer has not left the loudspeaker yet. */
  readonly playing: boolean;
};

export type AssistantInput =
  | { readonly type: 'connection'; readonly connection: ConnectionFact }
  | { readonly type: 'talk_started'; readonly latched?: boolean }
  | { readonly type: 'talk_latched' }
  | { readonly type: 'talk_released' }
  | { readonly type: 'turn_sent' }
  | { readonly type: 'talk_dropped' }
  | { readonly type: 'switches'; readonly handsFree: boolean; readonly muted: boolean }
  | { readonly type: 'microphone_live' }
  | { readonly type: 'speech_started' }
  | { readonly type: 'speech_stopped' }
  | { readonly type: 'text_sent' }
  | { readonly type: 'answer_started' }
  /** One response is over; `idle` tells when nothing follows it. */
  | { readonly type: 'answer_ended' }
  | { readonly type: 'idle' }
  | { readonly type: 'answer_overdue' }
  | { readonly type: 'interrupted' }
  | { readonly type: 'tool_started'; readonly callId: string; readonly tool: string }
  | { readonly type: 'tool_ended'; readonly callId: string }
  | { readonly type: 'metering'; readonly metering: boolean }
  | { readonly type: 'kept'; readonly kept: boolean }
  | { readonly type: 'playing'; readonly playing: boolean };

export const INITIAL_FACTS: AssistantFacts = {
  connection: { kind: 'off' },
  hold: 'idle',
  handsFree: false,
  muted: false,
  microphoneLive: false,
  hearsSpeech: false,
  answer: 'none',
  tools: [],
  metering: false,
  kept: false,
  playing: false,
};

type InputOf<Type extends AssistantInput['type']> = Extract<AssistantInput, { type: Type }>;
type Rules = {
  readonly [Type in AssistantInput['type']]: (facts: AssistantFacts, input: InputOf<Type>) => AssistantFacts;
};

const RULES: Rules = {
  connection: (facts, { connection }) => withConnection(facts, connection),
  talk_started: (facts, { latched = false }) =>
    canHold(facts) ? { ...facts, hold: latched ? 'latched' : 'open' } : facts,
  talk_latched: (facts) => (facts.hold === 'open' ? { ...facts, hold: 'latched' } : facts),
  talk_released: (facts) => (isTalking(facts) ? { ...facts, hold: 'closing' } : facts),
  turn_sent: (facts) => ({
    ...facts,
    hold: facts.hold === 'closing' ? 'idle' : facts.hold,
    answer: expected(facts),
  }),
  talk_dropped: (facts) => ({ ...facts, hold: 'idle' }),
  switches: (facts, { handsFree, muted }) => withSwitches(facts, handsFree, muted),
  microphone_live: (facts) =>
    microphoneWanted(facts) && !facts.microphoneLive ? { ...facts, microphoneLive: true } : facts,
  speech_started: (facts) => (hearsHandsFree(facts) ? { ...facts, hearsSpeech: true } : facts),
  speech_stopped: (facts) =>
    facts.hearsSpeech ? { ...facts, hearsSpeech: false, answer: expected(facts) } : facts,
  text_sent: (facts) => ({ ...facts, answer: expected(facts) }),
  answer_started: (facts) => (isConnected(facts) ? { ...facts, answer: 'active' } : facts),
  answer_ended: (facts) => (facts.answer === 'active' ? { ...facts, answer: 'expected' } : facts),
  idle: withoutAnswer,
  answer_overdue: withoutAnswer,
  interrupted: withoutAnswer,
  tool_started: (facts, { callId, tool }) => withTool(facts, callId, tool),
  tool_ended: (facts, { callId }) => withoutTool(facts, callId),
  metering: (facts, { metering }) => (facts.metering === metering ? facts : { ...facts, metering }),
  kept: (facts, { kept }) => (facts.kept === kept ? facts : { ...facts, kept }),
  playing: (facts, { playing }) => (facts.playing === playing ? facts : { ...facts, playing }),
};

/** Folds one gesture or session event into the facts. Inputs that make no sense now change nothing. */
export function reduceAssistant<Type extends AssistantInput['type']>(
  facts: AssistantFacts,
  input: InputOf<Type>,
): AssistantFacts {
  const rule: Rules[Type] = RULES[input.type as Type];
  const next = rule(facts, input);
  return next.microphoneLive && !microphoneWanted(next) ? { ...next, microphoneLive: false } : next;
}

/**
 * The one state that is shown, the first that fits: a failure, an open microphone under the key, a missing connection,
 * the person's voice, the assistant's voice, work, and then what a quiet assistant does.
 */
export function showAssistant(facts: AssistantFacts): AssistantState {
  const { connection } = facts;
  if (connection.kind === 'failed') return { kind: 'error', error: connection.error };
  if (facts.hold === 'open') return listening(facts, 'hold');
  if (facts.hold === 'latched') return listening(facts, 'latched');
  if (connection.kind !== 'connected') return connection;
  return showConnected(facts);
}

function showConnected(facts: AssistantFacts): AssistantState {
  if (facts.hearsSpeech) return listening(facts, 'hands_free');
  if (facts.playing) return { kind: 'speaking' };
  if (facts.hold === 'closing' || facts.answer !== 'none' || facts.tools.length > 0) return thinking(facts);
  if (facts.muted) return { kind: 'muted' };
  if (facts.handsFree) return listening(facts, 'hands_free');
  return { kind: 'ready' };
}

/** Whether the page that owns the audio is to have its microphone open. */
export function microphoneWanted(facts: AssistantFacts): boolean {
  return facts.metering || (!facts.muted && (isTalking(facts) || hearsHandsFree(facts)));
}

/** Whether that page is not to close it yet, though nobody wants it. */
export function microphoneKept(facts: AssistantFacts): boolean {
  return facts.kept && !microphoneWanted(facts);
}

/** Whether a turn of the person's own is open, held or latched. */
export function isTalking({ hold }: AssistantFacts): boolean {
  return hold === 'open' || hold === 'latched';
}

/** Whether everything the microphone hears goes to the server. Without one nobody finds the turns, so nothing does. */
function hearsHandsFree(facts: AssistantFacts): boolean {
  return handsFreeMicrophone(facts) === 'open';
}

type Listening = Extract<AssistantState, { kind: 'listening' }>;

function listening({ hearsSpeech, microphoneLive }: AssistantFacts, turn: Listening['turn']): Listening {
  const state = { kind: 'listening', turn, hearsSpeech } as const;
  return microphoneLive ? state : { ...state, opening: true };
}

/** What of the microphone goes to a server that finds the turns. */
export function handsFreeMicrophone(facts: AssistantFacts): 'open' | 'muted' | 'closed' {
  if (!facts.handsFree || !isConnected(facts)) return 'closed';
  return facts.muted ? 'muted' : 'open';
}

function thinking(facts: AssistantFacts): AssistantState {
  const tool = facts.tools.at(-1)?.tool;
  return tool === undefined ? { kind: 'thinking' } : { kind: 'thinking', tool };
}

const isConnected = (facts: AssistantFacts): boolean => facts.connection.kind === 'connected';

/** While a connection is on its way, what is said waits for it. */
function canHold(facts: AssistantFacts): boolean {
  const { kind } = facts.connection;
  return kind !== 'off' && kind !== 'failed' && !facts.muted && !facts.handsFree;
}

/** Only a server that is there can be expected to answer; what waits for one is no answer yet. */
function expected(facts: AssistantFacts): AssistantFacts['answer'] {
  return isConnected(facts) && facts.answer === 'none' ? 'expected' : facts.answer;
}

function withoutAnswer(facts: AssistantFacts): AssistantFacts {
  return facts.answer === 'none' ? facts : { ...facts, answer: 'none' };
}

function withConnection(facts: AssistantFacts, connection: ConnectionFact): AssistantFacts {
  if (connection.kind === 'connected') return { ...facts, connection };
  const gone = connection.kind === 'failed' || connection.kind === 'off';
  return {
    ...facts,
    connection,
    hold: gone ? 'idle' : facts.hold,
    kept: facts.kept && !gone,
    hearsSpeech: false,
    answer: 'none',
    // They run on while the connection is brought back; a new session begins without any.
    tools: connection.kind === 'reconnecting' ? facts.tools : [],
  };
}

function withSwitches(facts: AssistantFacts, handsFree: boolean, muted: boolean): AssistantFacts {
  const hold = muted || handsFree ? 'idle' : facts.hold;
  const hearsSpeech = facts.hearsSpeech && handsFree && !muted;
  const kept = facts.kept && !handsFree && !muted;
  return { ...facts, handsFree, muted, hold, hearsSpeech, kept };
}

function withTool(facts: AssistantFacts, callId: string, tool: string): AssistantFacts {
  if (!isConnected(facts) || facts.tools.some((entry) => entry.callId === callId)) return facts;
  return { ...facts, tools: [...facts.tools, { callId, tool }] };
}

function withoutTool(facts: AssistantFacts, callId: string): AssistantFacts {
  const tools = facts.tools.filter((entry) => entry.callId !== callId);
  if (tools.length === facts.tools.length) return facts;
  const left = { ...facts, tools };
  return tools.length === 0 ? { ...left, answer: expected(left) } : left;
}
