import type { RealtimeSession } from '#realtime/index.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import type { Sound } from '../audio/sound.ts';
import type { EndedTurn } from '../audio/uplink.ts';
import type { Notices } from '../bridge/notices.ts';
import type { AssistantStatus } from './assistant-status.ts';

/** What a person does with keys, buttons and switches. */
export type Gestures = {
  /** Throws when nobody could listen: muted, or not connected for good. */
  talkStart(): void;
  talkStop(): void;
  talkToggle(): void;
  talkCancel(): void;
  stopSpeech(): void;
  setMuted(muted: boolean): void;
  /** Switches to the server finding the turns, or back; the microphone follows. */
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
};

/** A key that is down for longer has lost its key-up, ms. */
const LONGEST_HOLD_MS = 5 * 60_000;
/** Held for at least this long without a single sample, the microphone is not working, ms. */
const SILENT_HOLD_MS = 500;

export function createGestures(parts: GesturesParts): Gestures {
  const { clock, status, notices, session } = parts;
  const { uplink, downlink } = parts.sound;
  let cancelHoldLimit: Cancel = () => {};

  const beginHold = (): void => {
    if (status.facts.hold === 'open') return;
    // A connected session stops its own speech; what is left of a lost one has to be stopped as well.
    if (session() === undefined) void downlink.flush();
    uplink.beginTurn();
    status.dispatch({ type: 'talk_started' });
    cancelHoldLimit = clock.after(LONGEST_HOLD_MS, talkStop);
  };
  const talkStart = (): void => {
    requireEars(status);
    const { handsFree, muted } = status.facts;
    if (!handsFree) beginHold();
    else if (muted) setMuted(false);
    else stopSpeech();
  };
  const talkStop = (): void => {
    if (status.facts.hold !== 'open') return;
    cancelHoldLimit();
    // First the turn: the microphone's last samples may come as soon as the state is published.
    uplink.releaseTurn();
    status.dispatch({ type: 'talk_released' });
  };
  const dropTurn = (): void => {
    cancelHoldLimit();
    uplink.cancelTurn();
    if (status.facts.hearsSpeech) session()?.sendRaw({ type: 'input_audio_buffer.clear' });
    status.dispatch({ type: 'talk_dropped' });
  };
  const stopSpeech = (): void => {
    session()?.interrupt();
    status.dispatch({ type: 'interrupted' });
    if (session() === undefined) void downlink.flush();
  };
  const setSwitches = (handsFree: boolean, muted: boolean): void => {
    if (muted || handsFree) dropTurn();
    status.dispatch({ type: 'switches', handsFree, muted });
  };
  const setMuted = (muted: boolean): void => {
    if (muted !== status.facts.muted) setSwitches(status.facts.handsFree, muted);
  };
  const talkToggle = (): void => {
    const { hold, handsFree, muted } = status.facts;
    if (hold === 'open') talkStop();
    else if (handsFree) setMuted(!muted);
    else talkStart();
  };
  return {
    talkStart,
    talkStop,
    talkToggle,
    talkCancel: dropTurn,
    stopSpeech,
    setMuted,
    setHandsFree: (handsFree) => setSwitches(handsFree, false),
    handleMicrophoneFailed({ message, action }) {
      notices.add({ reason: 'device', message, action: action ?? 'Check the microphone in the settings.' });
      dropTurn();
      // Without a microphone nothing is heard; the person unmutes when it is back.
      if (status.facts.handsFree) setMuted(true);
    },
    handleTurnEnded({ sent, samples, heldMs }) {
      status.dispatch({ type: sent ? 'turn_sent' : 'talk_dropped' });
      if (samples === 0 && heldMs >= SILENT_HOLD_MS) notices.add(NO_SOUND);
    },
    close: () => cancelHoldLimit(),
  };
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

const NO_SOUND = toErrorData(
  new HarkError('device', 'No sound arrived from the microphone.', {
    action: 'Check the microphone in the settings.',
  }),
);
