import { msToSamples, PCM_RATE_HZ } from './pcm16.ts';
import { type AudioSegment, createPlaybackQueue } from './playback-queue.ts';
import type { PlaybackReport, PlayedItem } from './ports.ts';

export type PlaybackCoreEvents = {
  onReport(report: Exclude<PlaybackReport, { type: 'flushed' }>): void;
  /** True when there is something to sound, false once all of it was rendered: then the context may sleep. */
  onActive(active: boolean): void;
};

/** How much is gathered before an item starts; raised by an underrun (reference/feasibility.md, P1). */
export const FIRST_PREBUFFER_SAMPLES = msToSamples(60, PCM_RATE_HZ);
export const CAUTIOUS_PREBUFFER_SAMPLES = msToSamples(200, PCM_RATE_HZ);
/** A cut fades out over 1 ms: short enough to be at once, long enough not to click. */
export const FADE_SAMPLES = msToSamples(1, PCM_RATE_HZ);
const REPORT_INTERVAL_SAMPLES = msToSamples(100, PCM_RATE_HZ);
const FULL_SCALE = 32_768;

/** The item that has begun to sound; it is reported again when `reportAtSamples` were played. */
type SoundingItem = { readonly itemId: string; playedSamples: number; reportAtSamples: number };

/**
 * The player's arithmetic, at 24 kHz: items of pcm16 go in, floats come out (exactly sample / 32,768), and what was heard
 * of each item is counted.
 *
 *          enqueue                gathered enough, item complete, or waited as long
 *   idle ──────────▶ buffering ─────────────────────────────────────────────────────▶ playing
 *     ▲                                                                                  │
 *     └──────────────────────────── nothing left, or flush ◀────────────────────────────┘
 *
 * Idle within an item is starvation: when more of that item arrives, it was an underrun.
 */
export class PlaybackCore {
  readonly #events: PlaybackCoreEvents;
  readonly #queue = createPlaybackQueue();
  #state: 'idle' | 'buffering' | 'playing' = 'idle';
  #active = false;
  #sounding: SoundingItem | undefined;
  /** The newest item, until its end is known. */
  #openItemId: string | undefined;
  /** Samples of the queue's front piece that were played. */
  #frontPlayed = 0;
  #prebufferSamples = FIRST_PREBUFFER_SAMPLES;
  #waitedSamples = 0;
  #underruns = 0;
  /** What still sounds of a cut item: from `#fadeStart` on. */
  readonly #fade = new Float32Array(FADE_SAMPLES);
  #fadeStart = FADE_SAMPLES;

  constructor(events: PlaybackCoreEvents) {
    this.#events = events;
  }

  /** A piece of an item; the array is kept, not copied. A new item ends the one before it. */
  enqueue(itemId: string, samples: Int16Array): void {
    if (samples.length === 0) return;
    if (this.#openItemId !== undefined && this.#openItemId !== itemId) this.end(this.#openItemId);
    if (!this.#queue.add(itemId, samples)) return;
    this.#openItemId = itemId;
    if (this.#state === 'idle') {
      if (this.#sounding !== undefined) this.#countUnderrun();
      this.#state = 'buffering';
      this.#waitedSamples = 0;
    }
    this.#announceActivity();
  }

  /** No more follows for the item. */
  end(itemId: string): void {
    if (this.#openItemId !== itemId) return;
    this.#openItemId = undefined;
    if (this.#state === 'idle') this.#finishItem();
    else this.#queue.addEnd();
  }

  /** Fades out, forgets what is queued, and answers with the item that was cut, if one had begun to sound. */
  flush(): PlayedItem | undefined {
    if (this.#state === 'playing') this.#takeFade();
    const cut = this.#sounding;
    this.#queue.clear();
    this.#frontPlayed = 0;
    this.#sounding = undefined;
    this.#openItemId = undefined;
    this.#state = 'idle';
    this.#announceActivity();
    return cut && { itemId: cut.itemId, playedSamples: cut.playedSamples };
  }

  /** Fills `output` with what is due now and silence after it. Allocates nothing but reports. */
  render(output: Float32Array): void {
    let filled = this.#renderFade(output);
    if (this.#state === 'buffering') this.#wait(output.length);
    if (this.#state === 'playing') filled = this.#renderQueue(output, filled);
    output.fill(0, filled);
    this.#reportPlayhead();
    this.#announceActivity();
  }

  #renderFade(output: Float32Array): number {
    let at = 0;
    for (; at < output.length && this.#fadeStart < FADE_SAMPLES; at += 1) {
      output[at] = this.#fade[this.#fadeStart] as number;
      this.#fadeStart += 1;
    }
    return at;
  }

  #wait(samples: number): void {
    const { ends, samples: queued } = this.#queue;
    // An item that stalls below the prebuffer starts all the same: waiting longer would gain nothing.
    const ready = ends > 0 || Math.max(queued, this.#waitedSamples) >= this.#prebufferSamples;
    if (ready) this.#state = 'playing';
    else this.#waitedSamples += samples;
  }

  #renderQueue(output: Float32Array, filled: number): number {
    let at = filled;
    let piece = this.#nextPiece();
    while (at < output.length && piece !== undefined) {
      at = this.#renderPiece(piece, output, at);
      piece = this.#nextPiece();
    }
    // An empty queue behind a full output is no silence yet: the next piece may still be in time.
    if (at < output.length) this.#state = 'idle';
    return at;
  }

  /** The piece at the front, after finishing the items that end before it. */
  #nextPiece(): AudioSegment | undefined {
    for (;;) {
      const front = this.#queue.front;
      if (front === undefined || front.samples !== undefined) return front;
      this.#queue.removeFront();
      this.#finishItem();
    }
  }

  #renderPiece({ itemId, samples }: AudioSegment, output: Float32Array, from: number): number {
    const start = this.#frontPlayed;
    const count = Math.min(output.length - from, samples.length - start);
    for (let index = 0; index < count; index += 1) {
      output[from + index] = (samples[start + index] as number) / FULL_SCALE;
    }
    this.#sounding ??= { itemId, playedSamples: 0, reportAtSamples: 1 };
    this.#sounding.playedSamples += count;
    this.#frontPlayed += count;
    if (this.#frontPlayed === samples.length) {
      this.#queue.removeFront();
      this.#frontPlayed = 0;
    }
    return from + count;
  }

  /** Renders what comes next of the item that sounds, and lets it fade. It counts as played. */
  #takeFade(): void {
    let count = 0;
    for (
      let front = this.#queue.front;
      front?.samples !== undefined && count < FADE_SAMPLES;
      front = this.#queue.front
    ) {
      count = this.#renderPiece(front, this.#fade, count);
    }
    for (let index = 0; index < count; index += 1) {
      this.#fade[index] = (this.#fade[index] as number) * (1 - (index + 1) / (count + 1));
    }
    this.#fadeStart = FADE_SAMPLES - count;
    this.#fade.copyWithin(this.#fadeStart, 0, count);
  }

  #finishItem(): void {
    const item = this.#sounding;
    if (item === undefined) return;
    this.#sounding = undefined;
    this.#events.onReport({
      type: 'playhead',
      itemId: item.itemId,
      playedSamples: item.playedSamples,
      ended: true,
    });
  }

  #countUnderrun(): void {
    this.#underruns += 1;
    this.#prebufferSamples = CAUTIOUS_PREBUFFER_SAMPLES;
    this.#events.onReport({ type: 'underrun', count: this.#underruns });
  }

  #reportPlayhead(): void {
    const item = this.#sounding;
    if (item === undefined || item.playedSamples < item.reportAtSamples) return;
    item.reportAtSamples = item.playedSamples + REPORT_INTERVAL_SAMPLES;
    this.#events.onReport({
      type: 'playhead',
      itemId: item.itemId,
      playedSamples: item.playedSamples,
      ended: false,
    });
  }

  #announceActivity(): void {
    const active = this.#state !== 'idle' || this.#fadeStart < FADE_SAMPLES;
    if (active === this.#active) return;
    this.#active = active;
    this.#events.onActive(active);
  }
}
