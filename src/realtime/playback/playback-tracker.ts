import { keepNewest } from '#shared/base/keep-newest.ts';
import { type ContentAddress, contentKey } from '../history/items.ts';

/** How far one piece of audio has come, in samples at the output's rate. */
export type PlaybackProgress = ContentAddress & {
  readonly receivedSamples: number;
  readonly playedSamples: number;
  readonly sampleRate: number;
};

export type PlayedReport = {
  readonly itemId: string;
  /** 0 when absent. */
  readonly contentIndex?: number;
  /** Samples of this part that have left the player since it began, not since the last report. */
  readonly playedSamples: number;
};

/** Oldest parts are forgotten beyond this: a host that never reports would let them grow without end. */
const MAX_PARTS = 64;

type Part = { -readonly [K in keyof PlaybackProgress]: PlaybackProgress[K] };

/**
 * Knows, per piece of audio, how much arrived and how much was really heard. The session tells what arrived; the host
 * reports what its player consumed, counted in samples: a wall clock cannot know about buffers, pauses and underruns.
 */
export class RealtimePlaybackTracker {
  /** Parts in the order they began to arrive; settled ones are gone. */
  readonly #parts = new Map<string, Part>();
  /** The part that arrives now, which nearly every call is about. */
  #newest: Part | undefined;
  #reported = false;

  /** Takes the player's count. Counts only grow; unknown items are ignored, because they were interrupted or never ours. */
  report({ itemId, contentIndex = 0, playedSamples }: PlayedReport): void {
    this.#reported = true;
    const part = this.#find(itemId, contentIndex);
    if (part === undefined || !(playedSamples > part.playedSamples)) return;
    part.playedSamples = playedSamples;
    this.#settleBefore(part);
  }

  /** The session notes audio that arrived. */
  receive({ itemId, contentIndex }: ContentAddress, samples: number, sampleRate: number): void {
    const part = this.#find(itemId, contentIndex);
    if (part) {
      part.receivedSamples += samples;
      return;
    }
    this.#newest = { itemId, contentIndex, receivedSamples: samples, playedSamples: 0, sampleRate };
    this.#parts.set(contentKey(itemId, contentIndex), this.#newest);
    keepNewest(this.#parts, MAX_PARTS);
  }

  /** Parts that have not been played to their end, oldest first: the audible one, then what is queued. */
  get unplayed(): readonly PlaybackProgress[] {
    return [...this.#parts.values()].filter((part) => part.playedSamples < part.receivedSamples);
  }

  /** Whether the host reports at all; without reports nothing is known about what was heard. */
  get isReported(): boolean {
    return this.#reported;
  }

  /** Forgets everything that arrived so far: it was interrupted and is not played further. */
  settle(): void {
    this.#parts.clear();
    this.#newest = undefined;
  }

  #find(itemId: string, contentIndex: number): Part | undefined {
    const newest = this.#newest;
    if (newest?.itemId === itemId && newest.contentIndex === contentIndex) return newest;
    return this.#parts.get(contentKey(itemId, contentIndex));
  }

  /** Audio is played in order: what came before the part that plays now is over, whatever its last report said. */
  #settleBefore(current: Part): void {
    for (const [partKey, part] of this.#parts) {
      if (part === current) return;
      this.#parts.delete(partKey);
    }
  }
}

/** Whole milliseconds of audio. */
export function samplesToMs(samples: number, sampleRate: number): number {
  return Math.floor((samples * 1000) / sampleRate);
}
