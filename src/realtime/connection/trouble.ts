import { HarkError } from '#shared/base/errors.ts';
import { isRecoverable } from './back-off.ts';

/** A connection that could not be brought back for this long is given up, ms. */
const GIVE_UP_AFTER_MS = 10 * 60_000;
/** Only a connection that lived this long ends the trouble, ms; a server that cuts every new one is not hammered. */
const STABLE_AFTER_MS = 5_000;
/** So many lost connections within that time are too many, each stable or not: a server that cuts all of them is given up too. */
const WINDOW_MS = 10 * 60_000;
const MAX_IN_WINDOW = 20;

/**
 * What lost connections and failed tries add up to. A trouble begins when a connection is lost, and ends with one that is
 * stable; it lasts too long, or there are too many.
 */
export class Trouble {
  /** When the troubles of the last while began, ms of the clock; the last one is that of now. */
  #begun: readonly number[] = [];
  #attempt = 0;

  connectionLost(nowMs: number, livedMs: number): void {
    if (this.#attempt > 0 && livedMs < STABLE_AFTER_MS) return;
    this.#attempt = 0;
    this.#begun = [...this.#begun.filter((atMs) => nowMs - atMs < WINDOW_MS), nowMs];
  }

  /** The number of the try that follows, from 1, after something failed for this reason; or why there is none. */
  nextAttempt(nowMs: number, reason: HarkError): number | HarkError {
    const sinceMs = this.#begun.at(-1) ?? nowMs;
    if (!isRecoverable(reason) || nowMs - sinceMs >= GIVE_UP_AFTER_MS) return reason;
    if (this.#begun.length >= MAX_IN_WINDOW) return lostTooOften(reason);
    this.#attempt += 1;
    return this.#attempt;
  }
}

function lostTooOften(cause: HarkError): HarkError {
  const message = `The connection was lost ${MAX_IN_WINDOW} times within ${WINDOW_MS / 60_000} minutes.`;
  return new HarkError('connection', message, { action: 'Check the network, and connect again.', cause });
}
