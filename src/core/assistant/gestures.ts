import type { RealtimeSession } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import type { Sound } from '../audio/sound.ts';
import type { EndedTurn } from '../audio/uplink.ts';
import type { Notices } from '../bridge/notices.ts';
import type { GestureEffect, GestureMode } from '../gesture/gesture.ts';
import { createGestureOwner } from '../gesture/gesture-owner.ts';
import { isTalking } from './assistant-state.ts';
import type { AssistantStatus } from './assistant-status.ts';

/** What a person does with keys, buttons and switches. */
export type Gestures = {
  /** A talk key or button went down or up, or was lost. Throws like `talkStart` when it would begin to listen. */
  talkKey(key: string, edge: 'down' | 'up' | 'lost'): void;
  /** Throws when nobody could listen: muted, or not connected for good. */
  talkStart(): void;
  talkStop(): void;
  talkToggle(): void;
  talkCancel(): void;
  stopSpeech(): void;
  /** Stops the answer; resolves when the transcript holds only what was heard of it. */
  silence(): Promise<void>;
  setMuted(muted: boolean): void;
  /** Switches to the server finding the turns, or back; the microphone follows. What was being said is handed in. */
  setHandsFree(handsFree: boolean): void;
  handleMicrophoneFailed(failure: RequestPayload<'microphone.failed'>): void;
  handleTurnEnded(turn: EndedTurn): void;
  close(): void;
};

export type GesturesParts = {
  readonly clock: Clock;
  readonly status: AssistantStatus;
  readonly sound: Pick<Sound, 'uplink' | 'downlink'>;
  readonly notices: Notices;
  readonly session: () => RealtimeSession | undefined;
  /** What the keys mean while hands-free is off. */
  readonly keyMeaning: () => Exclude<GestureMode, 'hands_free'>;
};

/** So long after an interruption it is known what was heard, ms: the session gives the player 150. */
const HEARD_KNOWN_MS = 200;

/** Lets the gesture decide what keys mean, and carries it out. */
export function createGestures(parts: GesturesParts): Gestures {
  const { status, notices } = parts;
  const { uplink } = parts.sound;
  const turn = createTurn(parts);
  const setMuted = (muted: boolean): void => {
    if (muted !== status.facts.muted) setSwitches(status.facts.handsFree, muted);
  };
  const setSwitches = (handsFree: boolean, muted: boolean): void => {
    if (muted) turn.drop();
    else if (handsFree) gesture.feed({ type: 'stop' });
    status.dispatch({ type: 'switches', handsFree, muted });
  };
  const begin = (latched: boolean): void => {
    try {
      requireEars(status);
    } catch (error) {
      gesture.feed({ type: 'reset' });
      throw error;
    }
    turn.begin(latched);
  };
  const effects: Readonly<Record<GestureEffect, () => void>> = {
    begin: () => begin(false),
    begin_latched: () => begin(true),
    latch: () => status.dispatch({ type: 'talk_latched' }),
    send: turn.send,
    discard: turn.drop,
    attend() {
      requireEars(status);
      if (status.facts.muted) setMuted(false);
      else turn.stopSpeech();
    },
    toggle_mute: () => setMuted(!status.facts.muted),
  };
  const gesture = createGestureOwner({
    clock: parts.clock,
    mode: () => (status.facts.handsFree ? 'hands_free' : parts.keyMeaning()),
    carryOut: (effect) => effects[effect](),
  });
  const unfollow = followTurnEnds(status, () => gesture.feed({ type: 'reset' }));
  return {
    talkKey: (key, edge) => gesture.feed({ type: `key_${edge}`, key }),
    talkStart: () => gesture.feed({ type: 'start' }),
    talkStop: () => gesture.feed({ type: 'stop' }),
    talkToggle: () => gesture.feed({ type: 'toggle' }),
    talkCancel() {
      gesture.feed({ type: 'cancel' });
      // Also what is on its way to be handed in, and what hands-free hears.
      turn.drop();
    },
    stopSpeech: turn.stopSpeech,
    silence: turn.silence,
    setMuted,
    setHandsFree: (handsFree) => setSwitches(handsFree, false),
    handleMicrophoneFailed({ message, action }) {
      const isKept = uplink.isWorthSending;
      notices.add({
        reason: 'device',
        message,
        ...(isKept ? { kept: 'What you said until then is sent.' } : {}),
        action: action ?? 'Check the microphone in the settings.',
      });
      if (isKept) gesture.feed({ type: 'stop' });
      else turn.drop();
      // Without a microphone nothing is heard; the person unmutes when it is back.
      if (status.facts.handsFree) setMuted(true);
    },
    handleTurnEnded({ sent }) {
      status.dispatch({ type: sent ? 'turn_sent' : 'talk_dropped' });
    },
    close() {
      unfollow();
      gesture.close();
    },
  };
}

/** The person's turn, as the gesture begins and ends it. */
function createTurn({ clock, status, session, sound: { uplink, downlink } }: GesturesParts) {
  const stopSpeech = (): void => {
    session()?.interrupt();
    status.dispatch({ type: 'interrupted' });
    if (session() === undefined) void downlink.flush();
  };
  return {
    begin(latched: boolean): void {
      // A connected session stops its own speech; what is left of a lost one has to be stopped as well.
      if (session() === undefined) void downlink.flush();
      uplink.beginTurn();
      status.dispatch({ type: 'talk_started', latched });
    },
    send(): void {
      // First the turn: the microphone's last samples may come as soon as the state is published.
      uplink.releaseTurn();
      status.dispatch({ type: 'talk_released' });
    },
    drop(): void {
      uplink.cancelTurn();
      if (status.facts.hearsSpeech) session()?.sendRaw({ type: 'input_audio_buffer.clear' });
      status.dispatch({ type: 'talk_dropped' });
    },
    stopSpeech,
    async silence(): Promise<void> {
      const { playing } = status.facts;
      stopSpeech();
      if (playing) await new Promise<void>((resolve) => clock.after(HEARD_KNOWN_MS, resolve));
    },
  };
}

/** Other things than the gesture end a turn as well: no connection, no microphone, a mute. */
function followTurnEnds(status: AssistantStatus, onEnded: () => void): () => void {
  let wasTalking = false;
  return status.onChange((facts) => {
    const talks = isTalking(facts);
    if (wasTalking && !talks) onEnded();
    wasTalking = talks;
  });
}

function requireEars({ facts }: AssistantStatus): void {
  const { connection } = facts;
  if (connection.kind === 'failed') {
    const { reason, message, ...rest } = connection.error;
    throw new HarkError(reason, message, rest);
  }
  if (connection.kind === 'off') throw new HarkError('unavailable', 'Hark is not running.');
  if (facts.muted && !facts.handsFree) {
    throw new HarkError('denied', 'The microphone is muted.', { action: 'Unmute it first.' });
  }
}
