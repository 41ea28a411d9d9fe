import { assertNever } from '#shared/base/errors.ts';
import type { AssistantState } from '#shared/bridge/state.ts';
import type { Gesture } from '#shared/settings/settings.ts';

/** How the state looks: several states may share a look, none is told by colour alone. */
export type Tone = 'idle' | 'listening' | 'working' | 'speaking' | 'muted' | 'problem';

export type StateWord = {
  readonly word: string;
  /** What the person can do now, one short sentence. */
  readonly hint: string;
  readonly tone: Tone;
};

const READY_HINTS: Readonly<Record<Gesture, string>> = {
  auto: 'Hold the button and talk, or tap it.',
  hold: 'Hold the button and talk.',
  toggle: 'Tap the button and talk.',
};
const LISTENING_HINTS = {
  hold: 'Release to send. Esc forgets it.',
  latched: 'Press again to send. Esc forgets it.',
  hands_free: 'Just talk.',
} as const;

/** The state as a person reads it; `gesture` is what the talk keys mean. */
export function describeState(state: AssistantState, gesture: Gesture): StateWord {
  switch (state.kind) {
    case 'off':
      return { word: 'Off', hint: 'Hark is not connected.', tone: 'muted' };
    case 'connecting':
      return { word: 'Connecting', hint: 'One moment.', tone: 'working' };
    case 'ready':
      return { word: 'Ready', hint: READY_HINTS[gesture], tone: 'idle' };
    case 'listening':
      return describeListening(state);
    case 'thinking':
      return state.tool === undefined
        ? { word: 'Thinking', hint: 'Esc stops it.', tone: 'working' }
        : { word: 'Working', hint: 'A tool is running. Esc stops it.', tone: 'working' };
    case 'speaking':
      return { word: 'Speaking', hint: 'Talk to interrupt, or press Esc.', tone: 'speaking' };
    case 'muted':
      return { word: 'Muted', hint: 'Your microphone is not heard.', tone: 'muted' };
    case 'reconnecting':
      return { word: 'Reconnecting', hint: `Attempt ${state.attempt}.`, tone: 'working' };
    case 'error':
      return { word: 'Problem', hint: state.error.message, tone: 'problem' };
    default:
      return assertNever(state);
  }
}

function describeListening(state: Extract<AssistantState, { kind: 'listening' }>): StateWord {
  const { turn, hearsSpeech, opening } = state;
  if (opening) return { word: 'Opening', hint: 'The microphone is not ready yet.', tone: 'working' };
  const word = hearsSpeech ? 'Hearing you' : 'Listening';
  return { word, hint: LISTENING_HINTS[turn], tone: 'listening' };
}
