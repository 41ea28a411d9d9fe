import { assertNever } from '#shared/base/errors.ts';
import type { AssistantState } from '#shared/bridge/state.ts';
import type { Translate, Words } from '#shared/i18n/words.ts';
import type { Gesture } from '#shared/settings/settings.ts';

/** How the state looks: several states may share a look, none is told by colour alone. */
export type Tone = 'idle' | 'listening' | 'working' | 'speaking' | 'muted' | 'problem';

export type StateWord = {
  readonly word: string;
  /** What the person can do now, one short sentence. */
  readonly hint: string;
  readonly tone: Tone;
};

const READY_HINTS = {
  auto: 'state:readyHintAuto',
  hold: 'state:readyHintHold',
  toggle: 'state:readyHintToggle',
} as const satisfies Record<Gesture, unknown>;
const LISTENING_HINTS = {
  hold: 'state:listeningHintHold',
  latched: 'state:listeningHintLatched',
  hands_free: 'state:listeningHintHandsFree',
} as const;

/** The state as a person reads it; `gesture` is what the talk keys mean. */
export function describeState(state: AssistantState, gesture: Gesture, words: Words): StateWord {
  const { t, ofCore } = words;
  switch (state.kind) {
    case 'off':
      return { word: t('state:off'), hint: t('state:offHint'), tone: 'muted' };
    case 'connecting':
      return { word: t('state:connecting'), hint: t('state:connectingHint'), tone: 'working' };
    case 'ready':
      return { word: t('state:ready'), hint: t(READY_HINTS[gesture]), tone: 'idle' };
    case 'listening':
      return describeListening(state, t);
    case 'thinking':
      return state.tool === undefined
        ? { word: t('state:thinking'), hint: t('state:thinkingHint'), tone: 'working' }
        : { word: t('state:working'), hint: t('state:workingHint'), tone: 'working' };
    case 'speaking':
      return { word: t('state:speaking'), hint: t('state:speakingHint'), tone: 'speaking' };
    case 'muted':
      return { word: t('state:muted'), hint: t('state:mutedHint'), tone: 'muted' };
    case 'reconnecting':
      return {
        word: t('state:reconnecting'),
        hint: t('state:reconnectingHint', { attempt: state.attempt }),
        tone: 'working',
      };
    case 'error':
      return { word: t('state:error'), hint: ofCore(state.error.message), tone: 'problem' };
    default:
      return assertNever(state);
  }
}

function describeListening(state: Extract<AssistantState, { kind: 'listening' }>, t: Translate): StateWord {
  const { turn, hearsSpeech, opening } = state;
  if (opening) return { word: t('state:opening'), hint: t('state:openingHint'), tone: 'working' };
  const word = t(hearsSpeech ? 'state:hearing' : 'state:listening');
  return { word, hint: t(LISTENING_HINTS[turn]), tone: 'listening' };
}
