import { assertNever } from '#shared/base/errors.ts';
import type { AssistantState } from '#shared/bridge/state.ts';

/** How the state looks: several states may share a look, none is told by colour alone. */
export type Tone = 'idle' | 'listening' | 'working' | 'speaking' | 'muted' | 'problem';

export type StateWord = {
  readonly word: string;
  /** What the person can do now, one short sentence. */
  readonly hint: string;
  readonly tone: Tone;
};

/** The state as a person reads it. */
export function describeState(state: AssistantState): StateWord {
  switch (state.kind) {
    case 'off':
      return { word: 'Off', hint: 'Hark is not connected.', tone: 'muted' };
    case 'connecting':
      return { word: 'Connecting', hint: 'One moment.', tone: 'working' };
    case 'ready':
      return { word: 'Ready', hint: 'Hold the button and talk.', tone: 'idle' };
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

function describeListening({ turn, hearsSpeech }: Extract<AssistantState, { kind: 'listening' }>): StateWord {
  const hint = turn === 'hold' ? 'Release to send. Esc forgets it.' : 'Just talk.';
  return { word: hearsSpeech ? 'Hearing you' : 'Listening', hint, tone: 'listening' };
}
