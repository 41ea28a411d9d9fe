/** What a full queue does: forget the oldest entry, or refuse the new one. */
export type OverflowPolicy = 'drop-oldest' | 'drop-new';

export type BoundedQueueOptions<T> = {
  /** The bound, in the unit of `sizeOf` (entries by default; bytes, samples or ms where given). */
  readonly limit: number;
  readonly overflow: OverflowPolicy;
  readonly sizeOf?: (entry: T) => number;
};

/** A first-in first-out queue with a stated bound; `dropped` counts entries lost to it. */
export type BoundedQueue<T> = {
  /** False when the entry was refused. */
  push(entry: T): boolean;
  shift(): T | undefined;
  clear(): void;
  readonly length: number;
  /** Sum of `sizeOf` over the entries held. */
  readonly size: number;
  readonly dropped: number;
};

export function createBoundedQueue<T>(options: BoundedQueueOptions<T>): BoundedQueue<T> {
  const sizeOf = options.sizeOf ?? (() => 1);
  let entries: T[] = [];
  // Index of the first live entry: `Array.shift` costs O(n) on long queues.
  let head = 0;
  let size = 0;
  let dropped = 0;
  const shift = (): T | undefined => {
    if (head >= entries.length) return undefined;
    const entry = entries[head] as T;
    head += 1;
    size -= sizeOf(entry);
    if (head > 64 && head * 2 > entries.length) {
      entries = entries.slice(head);
      head = 0;
    }
    return entry;
  };
  return {
    push(entry) {
      const added = sizeOf(entry);
      if (added > options.limit || (size + added > options.limit && options.overflow === 'drop-new')) {
        dropped += 1;
        return false;
      }
      while (size + added > options.limit) {
        shift();
        dropped += 1;
      }
      entries.push(entry);
      size += added;
      return true;
    },
    shift,
    clear() {
      entries = [];
      head = 0;
      size = 0;
    },
    get length() {
      return entries.length - head;
    },
    get size() {
      return size;
    },
    get dropped() {
      return dropped;
    },
  };
}
