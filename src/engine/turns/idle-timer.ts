import type { Cancel, Clock } from '#shared/base/clock.ts';

/** Runs `onIdle` when nothing happens for a while after an answer (§8.9). */
export type IdleTimer = {
  /** Starts anew. */
  start(delayMs: number): void;
  stop(): void;
};

export function createIdleTimer(clock: Clock, onIdle: () => void): IdleTimer {
  let cancel: Cancel | undefined;
  const stop = (): void => {
    cancel?.();
    cancel = undefined;
  };
  return {
    start(delayMs) {
      stop();
      cancel = clock.after(delayMs, onIdle);
    },
    stop,
  };
}
