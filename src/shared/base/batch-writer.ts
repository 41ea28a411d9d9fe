import { type BoundedQueueOptions, createBoundedQueue } from './bounded-queue.ts';

/** Hands entries over at once and lets them be written later, all that wait together, one batch after the other. */
export type BatchWriter<T> = {
  push(entry: T): void;
  /** Entries that were forgotten because too many waited. */
  readonly dropped: number;
  /** Resolves when everything pushed so far was given to `write`, and that is over. */
  flush(): Promise<void>;
};

export type BatchWriterOptions<T> = Omit<BoundedQueueOptions<T>, 'overflow'> & {
  /** Must not reject: what becomes of a batch that cannot be written is its own story. */
  readonly write: (batch: readonly T[]) => Promise<void>;
};

/** When too much waits, the oldest entries are dropped and counted. */
export function createBatchWriter<T>({ write, ...bound }: BatchWriterOptions<T>): BatchWriter<T> {
  const waiting = createBoundedQueue<T>({ ...bound, overflow: 'drop-oldest' });
  let writing: Promise<void> | undefined;
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch: T[] = [];
      for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) batch.push(entry);
      await write(batch);
    }
    writing = undefined;
  };
  return {
    push(entry) {
      waiting.push(entry);
      writing ??= writeAll();
    },
    get dropped() {
      return waiting.dropped;
    },
    async flush() {
      await writing;
    },
  };
}
