import { type BoundedQueue, createBoundedQueue } from '#shared/base/bounded-queue.ts';
import type { Clock } from '#shared/base/clock.ts';

/** What the uplink needs of a session. */
export type AudioInput = {
  startTurn(): void;
  sendAudio(samples: Int16Array): boolean;
  endTurn(): void;
  cancelTurn(): void;
};

/**
 * The way of the person's voice to the server. A turn under the key is kept until it was handed in, so that one which was
 * spoken while the connection was on its way, or through its loss, is sent whole.
 *
 *   idle ──begin──▶ talking ──release──▶ closing ──tail or 150 ms──▶ handed in (or waiting for a connection)
 */
export type Uplink = {
  setInput(input: AudioInput | undefined): void;
  setOpen(open: boolean): void;
  beginTurn(): void;
  /** The key is up: the turn is handed in when the microphone's last samples are here, or after 150 ms. */
  releaseTurn(): void;
  cancelTurn(): void;
  /** Frames and the end of the microphone's stream. */
  handleFrame(samples: Int16Array): void;
  handleStopped(): void;
};

export type UplinkParts = {
  readonly clock: Clock;
  readonly onTurnEnded: (turn: EndedTurn) => void;
};

export type EndedTurn = {
  /** False when it was too short to be speech and was dropped. */
  readonly sent: boolean;
  readonly samples: number;
  /** How long the key was down. */
  readonly heldMs: number;
};

/** The capture worklet answers within one frame; more than this nobody should wait for an answer, ms. */
const TAIL_TIMEOUT_MS = 150;
/** Less than 100 ms is a slip of the finger; servers refuse it. */
const MIN_TURN_SAMPLES = 2_400;
/** What is kept of a turn that cannot be sent yet: 30 s at 24 kHz, in samples. Older audio is dropped. */
const MAX_TURN_SAMPLES = 30 * 24_000;

type Turn = { state: 'talking' | 'closing' | 'waiting'; samples: number; readonly startedAt: number };

export function createUplink({ clock, onTurnEnded }: UplinkParts): Uplink {
  const kept = createBoundedQueue<Int16Array>({
    limit: MAX_TURN_SAMPLES,
    overflow: 'drop-oldest',
    sizeOf: (samples) => samples.length,
  });
  let input: AudioInput | undefined;
  let open = false;
  let turn: Turn | undefined;
  let cancelTailTimer = (): void => {};

  const forgetTurn = (): void => {
    cancelTailTimer();
    turn = undefined;
    kept.clear();
  };
  const handIn = (): void => {
    if (turn === undefined) return;
    cancelTailTimer();
    turn.state = 'waiting';
    if (input === undefined) return;
    const { samples, startedAt } = turn;
    const sent = samples >= MIN_TURN_SAMPLES;
    forgetTurn();
    if (sent) input.endTurn();
    else input.cancelTurn();
    onTurnEnded({ sent, samples, heldMs: clock.now() - startedAt });
  };
  const resume = (session: AudioInput): void => {
    session.startTurn();
    for (const samples of drain(kept)) {
      session.sendAudio(samples);
      // Kept on, in case this connection is lost as well.
      kept.push(samples);
    }
    if (turn?.state === 'waiting') handIn();
  };
  return {
    setInput(next) {
      input = next;
      if (next !== undefined && turn !== undefined) resume(next);
    },
    setOpen(next) {
      open = next;
    },
    beginTurn() {
      if (turn?.state === 'closing') handIn();
      forgetTurn();
      turn = { state: 'talking', samples: 0, startedAt: clock.now() };
      input?.startTurn();
    },
    releaseTurn() {
      if (turn?.state !== 'talking') return;
      turn.state = 'closing';
      cancelTailTimer = clock.after(TAIL_TIMEOUT_MS, handIn);
    },
    cancelTurn() {
      if (turn === undefined) return;
      forgetTurn();
      input?.cancelTurn();
    },
    handleFrame(samples) {
      if (turn !== undefined && turn.state !== 'waiting') {
        turn.samples += samples.length;
        kept.push(samples);
        input?.sendAudio(samples);
      } else if (open) {
        input?.sendAudio(samples);
      }
    },
    handleStopped() {
      if (turn?.state === 'closing') handIn();
    },
  };
}

function drain(queue: BoundedQueue<Int16Array>): Int16Array[] {
  const drained: Int16Array[] = [];
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) drained.push(entry);
  return drained;
}
