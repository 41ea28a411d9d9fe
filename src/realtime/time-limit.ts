import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';

export type TimeLimit = {
  readonly clock: Clock;
  readonly limitMs: number;
  /** What the error says when the time is over. */
  readonly tooLate: string;
  /** Ends the wait early; its reason is what the caller gets. */
  readonly signal: AbortSignal;
};

/**
 * Runs code of others, which may never end; its signal fires when nobody waits for it any more. Rejects with what it threw, or
 * with the reason of its signal: `timeout`, or the caller's.
 */
export async function withinLimit<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { clock, limitMs, tooLate, signal: ended }: TimeLimit,
): Promise<T> {
  const limit = new AbortController();
  const cancelTimer = clock.after(limitMs, () => limit.abort(new HarkError('timeout', tooLate)));
  const signal = AbortSignal.any([ended, limit.signal]);
  try {
    return await Promise.race([work(signal), aborted(signal)]);
  } finally {
    cancelTimer();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
