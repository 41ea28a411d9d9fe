import { type BoundedQueue, createBoundedQueue } from '#shared/base/bounded-queue.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { createPacedSender, type PacedSender } from './paced-sender.ts';

/** What the uplink needs of a session. */
export type AudioInput = {
  startTurn(): void;
  /** False when the connection is full at the moment. */
  sendAudio(samples: Int16Array): boolean;
  endTurn(): void;
  cancelTurn(): void;
};

export type UplinkParts = {
  readonly clock: Clock;
  readonly onTurnEnded: (turn: EndedTurn) => void;
};

export type EndedTurn = {
  /** False when it was too short to be speech and was dropped. */
  readonly sent: boolean;
  readonly samples: number;
  /** The loudest of them, 0..32,768. */
  readonly peak: number;
  /** How long the key was down. */
  readonly heldMs: number;
};

/** The capture worklet answers within one frame; more than this nobody should wait for an answer, ms. */
const TAIL_TIMEOUT_MS = 150;
/** Less than 100 ms is a slip of the finger; servers refuse it. */
const MIN_TURN_SAMPLES = 2_400;
/** What is kept of a turn until it was handed in: 30 s at 24 kHz, in samples. Older audio is dropped. */
const MAX_KEPT_SAMPLES = 30 * 24_000;

type Turn = {
  state: 'talking' | 'closing' | 'waiting';
  samples: number;
  peak: number;
  readonly startedAt: number;
};

/**
 * The way of the person's voice to the server. A turn under the key is kept until it was handed in, so that one which was
 * spoken while the connection was on its way, or through its loss, is sent whole.
 *
 *   idle ──begin──▶ talking ──release──▶ closing ──tail or 150 ms──▶ waiting ──connected, all sent──▶ idle
 *                      ▲───────────────────────begin──────────────────┘
 */
export class Uplink {
  readonly #clock: Clock;
  readonly #onTurnEnded: UplinkParts['onTurnEnded'];
  readonly #sender: PacedSender;
  readonly #kept = createBoundedQueue<Int16Array>({
    limit: MAX_KEPT_SAMPLES,
    overflow: 'drop-oldest',
    sizeOf: (samples) => samples.length,
  });
  #input: AudioInput | undefined;
  #isOpen = false;
  #turn: Turn | undefined;
  #cancelTailTimer: Cancel = () => {};

  constructor({ clock, onTurnEnded }: UplinkParts) {
    this.#clock = clock;
    this.#onTurnEnded = onTurnEnded;
    this.#sender = createPacedSender({
      clock,
      send: (samples) => this.#input?.sendAudio(samples) ?? true,
      onDrained: () => this.#handIn(),
    });
  }

  /** Whether there is a turn, and long enough for the server to take. */
  get isWorthSending(): boolean {
    return this.#turn !== undefined && this.#turn.samples >= MIN_TURN_SAMPLES;
  }

  /** Frames that the connection could not take, and were dropped. */
  get dropped(): number {
    return this.#sender.dropped;
  }

  /** A session is there, or (`undefined`) none any more. A turn that is not handed in goes to the new one, whole. */
  setInput(input: AudioInput | undefined): void {
    this.#sender.clear();
    this.#input = input;
    if (input === undefined || this.#turn === undefined) return;
    input.startTurn();
    for (const samples of drain(this.#kept)) {
      this.#sender.push(samples);
      // Kept on, in case this connection is lost as well.
      this.#kept.push(samples);
    }
    this.#handIn();
  }

  /** Whether frames outside of turns go straight to the server, which then finds the turns. */
  setOpen(isOpen: boolean): void {
    // Whoever mutes means what waits to be sent as well.
    if (this.#isOpen && !isOpen && this.#turn === undefined) this.#sender.clear();
    this.#isOpen = isOpen;
  }

  beginTurn(): void {
    if (this.#turn?.state === 'closing') this.#closeTurn();
    if (this.#turn?.state === 'waiting') {
      // Nobody could take it yet: what is said now belongs to it, rather than in its place.
      this.#turn.state = 'talking';
      return;
    }
    this.#forgetTurn();
    this.#turn = { state: 'talking', samples: 0, peak: 0, startedAt: this.#clock.now() };
    this.#input?.startTurn();
  }

  /** The key is up: the turn is handed in when the microphone's last samples are here, or after 150 ms. */
  releaseTurn(): void {
    if (this.#turn?.state !== 'talking') return;
    this.#turn.state = 'closing';
    this.#cancelTailTimer = this.#clock.after(TAIL_TIMEOUT_MS, () => this.#closeTurn());
  }

  cancelTurn(): void {
    if (this.#turn === undefined) return;
    this.#forgetTurn();
    this.#input?.cancelTurn();
  }

  handleFrame(samples: Int16Array): void {
    const turn = this.#turn;
    const isInTurn = turn !== undefined && turn.state !== 'waiting';
    if (isInTurn) {
      turn.samples += samples.length;
      turn.peak = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), turn.peak);
      this.#kept.push(samples);
    }
    // A frame that comes later than its turn is not wanted any more.
    if (this.#input !== undefined && (isInTurn || this.#isOpen)) this.#sender.push(samples);
  }

  /** Stands in for a microphone that is muted. */
  sendSilence(samples: Int16Array): void {
    if (this.#input !== undefined && this.#turn === undefined) this.#sender.push(samples);
  }

  /** The microphone is closed; nothing follows. */
  handleStopped(): void {
    if (this.#turn?.state === 'closing') this.#closeTurn();
  }

  #closeTurn(): void {
    if (this.#turn === undefined) return;
    this.#cancelTailTimer();
    this.#turn.state = 'waiting';
    this.#handIn();
  }

  #handIn(): void {
    const [turn, input] = [this.#turn, this.#input];
    if (turn?.state !== 'waiting' || input === undefined || !this.#sender.isEmpty) return;
    const isSpeech = this.isWorthSending;
    this.#forgetTurn();
    if (isSpeech) input.endTurn();
    else input.cancelTurn();
    const heldMs = this.#clock.now() - turn.startedAt;
    this.#onTurnEnded({ sent: isSpeech, samples: turn.samples, peak: turn.peak, heldMs });
  }

  #forgetTurn(): void {
    this.#cancelTailTimer();
    this.#turn = undefined;
    this.#kept.clear();
    this.#sender.clear();
  }
}

function drain(queue: BoundedQueue<Int16Array>): Int16Array[] {
  const drained: Int16Array[] = [];
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) drained.push(entry);
  return drained;
}
