import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';

export type TimeLimit = {
  readonly clock: Clock;
  /** What is waited for, as the error names it. */
  readonly what: string;
  readonly limitMs: number;
  /** Ends the wait early; its reason is what the caller gets. */
  readonly signal: AbortSignal;
};

/** Waits for code of others, which may never end. Rejects with what it threw, with `timeout`, or with the signal's reason. */
export async function withinLimit<T>(
  work: Promise<T>,
  { clock, what, limitMs, signal }: TimeLimit,
): Promise<T> {
  const late = createDeferred<never>();
  const cancelTimer = clock.after(limitMs, () =>
    late.reject(new HarkError('timeout', `${what} took longer than ${limitMs / 1000} s.`)),
  );
  const onAbort = (): void => late.reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    cancelTimer();
    signal.removeEventListener('abort', onAbort);
  }
}
