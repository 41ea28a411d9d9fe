/** A piece of an item's audio, or (without samples) the mark that the item ends here. */
export type PlaybackSegment = AudioSegment | EndSegment;
export type AudioSegment = {
  readonly itemId: string;
  readonly samples: Int16Array;
  next: PlaybackSegment | undefined;
};
type EndSegment = { readonly samples: undefined; next: PlaybackSegment | undefined };

/**
 * What waits to be played, first in, first out. A linked list of the arrived arrays: nothing is copied, and taking one
 * costs the same behind ten minutes of audio as behind one second.
 */
export type PlaybackQueue = {
  /** False when the queue is full and the piece was dropped. */
  add(itemId: string, samples: Int16Array): boolean;
  addEnd(): void;
  readonly front: PlaybackSegment | undefined;
  removeFront(): void;
  clear(): void;
  /** Samples in the queue, those of the front piece included. */
  readonly samples: number;
  /** Items whose end is in the queue. */
  readonly ends: number;
};

/** The bound: half an hour at 24 kHz, 86 MB. When it is reached, what is new is dropped. */
export const MAX_QUEUED_SAMPLES = 30 * 60 * 24_000;
/** A small piece counts as 10 ms, which bounds the number of pieces as well. */
const MIN_COUNTED_SAMPLES = 240;

export function createPlaybackQueue(): PlaybackQueue {
  let front: PlaybackSegment | undefined;
  let back: PlaybackSegment | undefined;
  let samplesHeld = 0;
  let counted = 0;
  let ends = 0;
  const append = (segment: PlaybackSegment): void => {
    if (back === undefined) front = segment;
    else back.next = segment;
    back = segment;
  };
  return {
    add(itemId, samples) {
      const cost = Math.max(samples.length, MIN_COUNTED_SAMPLES);
      if (counted + cost > MAX_QUEUED_SAMPLES) return false;
      append({ itemId, samples, next: undefined });
      counted += cost;
      samplesHeld += samples.length;
      return true;
    },
    addEnd() {
      append({ samples: undefined, next: undefined });
      ends += 1;
    },
    get front() {
      return front;
    },
    removeFront() {
      if (front === undefined) return;
      if (front.samples === undefined) {
        ends -= 1;
      } else {
        counted -= Math.max(front.samples.length, MIN_COUNTED_SAMPLES);
        samplesHeld -= front.samples.length;
      }
      front = front.next;
      if (front === undefined) back = undefined;
    },
    clear() {
      front = undefined;
      back = undefined;
      samplesHeld = 0;
      counted = 0;
      ends = 0;
    },
    get samples() {
      return samplesHeld;
    },
    get ends() {
      return ends;
    },
  };
}
