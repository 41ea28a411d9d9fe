import type { ErrorReason, HarkError } from '#shared/base/errors.ts';

/** The longest pause before the first try, ms; it doubles with each further one. */
const FIRST_PAUSE_MS = 250;
/** The longest pause of all, ms. */
const LONGEST_PAUSE_MS = 30_000;

/** Causes that pass by themselves: the network, a server that restarts or is overloaded, the limit on a session. */
const PASSING = new Set<ErrorReason>(['connection', 'timeout', 'unavailable']);

/** Whether trying again can help without anybody changing anything. */
export function isRecoverable({ reason }: HarkError): boolean {
  return PASSING.has(reason);
}

/**
 * The pause before try number `attempt` (from 1), ms: exponential back-off with full jitter, so that the clients of a
 * server that restarts do not come back all at once. `random` gives numbers in 0..1.
 */
export function backOffMs(attempt: number, random: () => number): number {
  return Math.floor(random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
}
