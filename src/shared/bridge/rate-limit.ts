import type { Clock } from '../base/clock.ts';
import type { Reply } from './requests.ts';

export type RateLimit = {
  /** False when the caller has used up its allowance. */
  take(): boolean;
};

/** A bucket of `burst` calls that refills by `perSecond`; a page that floods is slowed, not the app. */
export function createRateLimit(
  clock: Clock,
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
): RateLimit {
  let tokens = burst;
  let filledAt = clock.now();
  return {
    take() {
      const now = clock.now();
      tokens = Math.min(burst, tokens + ((now - filledAt) * perSecond) / 1000);
      filledAt = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** What one page may ask for: people click, they do not flood. */
export const PAGE_REQUESTS = { perSecond: 50, burst: 200 } as const;

/** What a page hears that asks for more. */
export const TOO_MANY_REQUESTS: Reply<never> = {
  ok: false,
  error: { reason: 'denied', message: 'Too many requests at once.', action: 'Wait a moment.' },
};
