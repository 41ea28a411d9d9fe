import { createBoundedQueue } from '#shared/base/bounded-queue.ts';
import type { Clock } from '#shared/base/clock.ts';

/** Sends frames in order, no faster than the connection takes them. */
export type PacedSender = {
  push(samples: Int16Array): void;
  /** Forgets what was not sent. */
  clear(): void;
  readonly isEmpty: boolean;
  /** Frames that waited too long and were dropped. */
  readonly dropped: number;
};

export type PacedSenderParts = {
  readonly clock: Clock;
  /** False when the connection is full at the moment. */
  readonly send: (samples: Int16Array) => boolean;
  /** Everything that had to wait is sent. */
  readonly onDrained: () => void;
};

/** Waiting audio: 30 s at 24 kHz, in samples. Older audio is dropped. */
const MAX_WAITING_SAMPLES = 30 * 24_000;
/** A connection that was full is asked again after one frame's time, ms. */
const RETRY_MS = 20;

export function createPacedSender({ clock, send, onDrained }: PacedSenderParts): PacedSender {
  const waiting = createBoundedQueue<Int16Array>({
    limit: MAX_WAITING_SAMPLES,
    overflow: 'drop-oldest',
    sizeOf: (samples) => samples.length,
  });
  /** Refused last time; it goes first. */
  let head: Int16Array | undefined;
  let cancelRetry = (): void => {};

  const pump = (): void => {
    for (head ??= waiting.shift(); head !== undefined; head = waiting.shift()) {
      if (send(head)) continue;
      cancelRetry = clock.after(RETRY_MS, pump);
      return;
    }
    onDrained();
  };
  return {
    push(samples) {
      if (head !== undefined) waiting.push(samples);
      else if (!send(samples)) {
        head = samples;
        cancelRetry = clock.after(RETRY_MS, pump);
      }
    },
    clear() {
      cancelRetry();
      head = undefined;
      waiting.clear();
    },
    get isEmpty() {
      return head === undefined;
    },
    get dropped() {
      return waiting.dropped;
    },
  };
}
