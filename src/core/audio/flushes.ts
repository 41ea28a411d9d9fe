import type { PlayedItem } from '#shared/audio/ports.ts';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';

/** Flushes the player was asked for and has not confirmed yet. */
export type Flushes = {
  /** `last` is what counts when the player does not answer in time. */
  open(last: PlayedItem): { readonly id: number; readonly answer: Promise<PlayedItem | undefined> };
  settle(id: number, played: PlayedItem | undefined): void;
  /** The player is gone: what was last known counts. */
  settleAll(): void;
};

/** A page that does not answer in this time is taken at its last report, ms. */
const FLUSH_TIMEOUT_MS = 140;

export function createFlushes(clock: Clock): Flushes {
  const waiting = new Map<number, { last: PlayedItem; resolve: (played: PlayedItem | undefined) => void }>();
  let lastId = 0;
  const settle = (id: number, played: PlayedItem | undefined): void => {
    waiting.get(id)?.resolve(played);
    waiting.delete(id);
  };
  return {
    open(last) {
      lastId += 1;
      const id = lastId;
      const { promise, resolve } = createDeferred<PlayedItem | undefined>();
      waiting.set(id, { last, resolve });
      const cancelTimer = clock.after(FLUSH_TIMEOUT_MS, () => settle(id, last));
      return { id, answer: promise.finally(cancelTimer) };
    },
    settle,
    settleAll() {
      for (const [id, { last }] of waiting) settle(id, last);
    },
  };
}
