import type { Cancel, Clock } from '#shared/base/clock.ts';

/** The next connection is made this long before the old one ends, ms. */
const PREPARE_BEFORE_MS = 5 * 60_000;
/** And takes over this long before, quiet or not, ms. */
const FORCE_BEFORE_MS = 60_000;
/** How often a quiet moment is looked for, ms. */
const LOOK_EVERY_MS = 500;
/** Pause after a preparation that failed, ms. */
const PREPARE_AGAIN_MS = 10_000;
/** A server that names a time nearer or further away than this has another clock, ms. */
const SHORTEST_SESSION_MS = 10_000;
const LONGEST_SESSION_MS = 24 * 60 * 60_000;

export type RenewalOptions = {
  readonly clock: Clock;
  /** Nobody speaks, nothing is being answered, no tool runs. */
  readonly isQuiet: () => boolean;
  /** Makes the next connection ready beside the present one. False when it could not be made. */
  readonly prepare: () => Promise<boolean>;
  /** Makes the prepared connection the present one. False when it is gone. */
  readonly takeOver: () => boolean;
};

/**
 * When a connection is replaced before the server ends it: made before the break, changed in a quiet moment.
 *
 *   waiting ──5 min before the end──▶ preparing ──▶ prepared ──quiet, or 60 s before the end──▶ taken over
 *                                        ▲  failed │   │ gone
 *                                        └──10 s───┴───┘
 *
 * Sessions that are shorter than ten minutes are renewed at half of their life, and by force at three quarters.
 */
export class Renewal {
  readonly #options: RenewalOptions;
  #cancelTimer: Cancel = () => {};
  #run = 0;

  constructor(options: RenewalOptions) {
    this.#options = options;
  }

  /** Watches over a new connection. `expiresAt` in milliseconds since the epoch; undefined when it does not expire. */
  schedule(expiresAt: number | undefined): void {
    this.cancel();
    const leftMs = (expiresAt ?? Number.POSITIVE_INFINITY) - this.#options.clock.wallTime();
    if (leftMs < SHORTEST_SESSION_MS || leftMs > LONGEST_SESSION_MS) return;
    const forceAt = this.#options.clock.now() + leftMs - Math.min(FORCE_BEFORE_MS, leftMs / 4);
    const run = this.#run;
    this.#after(leftMs - Math.min(PREPARE_BEFORE_MS, leftMs / 2), () => void this.#prepare(run, forceAt));
  }

  cancel(): void {
    this.#cancelTimer();
    this.#run += 1;
  }

  async #prepare(run: number, forceAt: number): Promise<void> {
    const isReady = await this.#options.prepare();
    if (run !== this.#run) return;
    if (isReady) this.#look(run, forceAt);
    else this.#after(PREPARE_AGAIN_MS, () => void this.#prepare(run, forceAt));
  }

  #look(run: number, forceAt: number): void {
    const { clock, isQuiet, takeOver } = this.#options;
    if (!isQuiet() && clock.now() < forceAt) this.#after(LOOK_EVERY_MS, () => this.#look(run, forceAt));
    else if (!takeOver()) void this.#prepare(run, forceAt);
  }

  #after(delayMs: number, task: () => void): void {
    this.#cancelTimer = this.#options.clock.after(delayMs, task);
  }
}
