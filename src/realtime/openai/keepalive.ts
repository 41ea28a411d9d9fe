import type { Cancel, Clock } from '#shared/base/clock.ts';

/** While something is said or asked: a dead connection is noticed within 6 s. */
const ACTIVE = { checkEveryMs: 1_500, answerWithinMs: 3_000 };
/** Otherwise: enough to keep routers from forgetting the connection. */
const IDLE = { checkEveryMs: 20_000, answerWithinMs: 20_000 };
/** How long after the last activity a connection counts as active, ms. */
const ACTIVE_FOR_MS = 10_000;

export type KeepaliveOptions = {
  readonly clock: Clock;
  readonly ping: () => void;
  readonly onDead: () => void;
};

/**
 * Notices a connection that is gone although nobody said so: whatever arrives proves life; when nothing does, a ping asks
 * for a sign, and its silence ends the connection.
 */
export class Keepalive {
  readonly #options: KeepaliveOptions;
  #cancelTimer: Cancel = () => {};
  #heard = true;
  #pingedAt: number | undefined;
  #activeUntil = Number.NEGATIVE_INFINITY;

  constructor(options: KeepaliveOptions) {
    this.#options = options;
  }

  start(): void {
    this.#schedule();
  }

  stop(): void {
    this.#cancelTimer();
  }

  /** Anything came in. */
  handleInbound(): void {
    this.#heard = true;
  }

  /** Something goes out, or audio comes in: from now on silence matters. */
  handleActivity(): void {
    const wasActive = this.#isActive;
    this.#activeUntil = this.#options.clock.now() + ACTIVE_FOR_MS;
    if (!wasActive) this.#schedule();
  }

  get #isActive(): boolean {
    return this.#options.clock.now() < this.#activeUntil;
  }

  #schedule(): void {
    this.#cancelTimer();
    const { checkEveryMs } = this.#isActive ? ACTIVE : IDLE;
    this.#cancelTimer = this.#options.clock.after(checkEveryMs, () => this.#check());
  }

  #check(): void {
    const now = this.#options.clock.now();
    const { answerWithinMs } = this.#isActive ? ACTIVE : IDLE;
    if (this.#heard) this.#pingedAt = undefined;
    else if (this.#pingedAt !== undefined && now - this.#pingedAt >= answerWithinMs) {
      this.#options.onDead();
      return;
    } else {
      this.#pingedAt ??= now;
      this.#options.ping();
    }
    this.#heard = false;
    this.#schedule();
  }
}
