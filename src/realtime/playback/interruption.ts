import type { Clock } from '#shared/base/clock.ts';
import type { ContentAddress } from '../history/items.ts';
import type { FlushPlayback } from '../runner-options.ts';
import {
  type PlaybackProgress,
  type PlayedReport,
  type RealtimePlaybackTracker,
  samplesToMs,
} from './playback-tracker.ts';

/** How long the player may take to say where it stopped, ms; after that its last report counts. */
const FLUSH_LIMIT_MS = 150;

export type InterruptionOptions = {
  readonly clock: Clock;
  readonly tracker: RealtimePlaybackTracker;
  readonly flushPlayback: FlushPlayback | undefined;
  /** Whatever waits to be played is not wanted any more. */
  readonly onStop: () => void;
  /** The response that is being made, if one is. */
  readonly activeResponseId: () => string | undefined;
  readonly onInterrupted: (interrupted: ContentAddress & { readonly playedMs: number }) => void;
  readonly truncate: (cut: ContentAddress & { readonly audioEndMs: number }) => void;
  readonly deleteItem: (itemId: string) => void;
  /** What was heard, as a share of what had arrived, 0..1; undefined when nobody reports playback. */
  readonly markHeard: (address: ContentAddress, share: number | undefined) => void;
};

/**
 * Stops what is being said: at once for the ear, then precisely for the server, which has to forget what was not heard.
 *
 *   stop ──▶ audio_interrupted, late deltas are dropped ──flush or 150 ms──▶ truncate what played, delete what did not
 */
export class Interruption {
  readonly #options: InterruptionOptions;
  /** Responses whose late deltas are dropped until they are done. */
  readonly #discarded = new Set<string>();
  /** Items of responses that are still being made. */
  readonly #unfinished = new Map<string, string>();
  /** Unheard items to delete as soon as their response is done. */
  readonly #deleteLater = new Map<string, string[]>();
  /** Settle the interruptions whose player has not answered yet, by its last report. */
  readonly #flushes = new Set<() => void>();
  /** Items of a connection that is gone: the present server has no audio of them that could be cut. */
  #past: ReadonlySet<string> = new Set();

  constructor(options: InterruptionOptions) {
    this.#options = options;
  }

  /** Whether a delta of this response comes too late to be played. */
  isDiscarded(responseId: string): boolean {
    return this.#discarded.has(responseId);
  }

  /** Nothing of this response is wanted any more. */
  discard(responseId: string): void {
    this.#discarded.add(responseId);
  }

  noteAudio(itemId: string, responseId: string): void {
    this.#unfinished.set(itemId, responseId);
  }

  handleResponseDone(responseId: string): void {
    this.#discarded.delete(responseId);
    for (const [itemId, owner] of this.#unfinished) {
      if (owner === responseId) this.#unfinished.delete(itemId);
    }
    for (const itemId of this.#deleteLater.get(responseId) ?? []) this.#options.deleteItem(itemId);
    this.#deleteLater.delete(responseId);
  }

  /** Stops playback and forgets what is queued. Cancelling the response itself is the caller's. */
  stop(): void {
    const { tracker, activeResponseId, onStop, onInterrupted, flushPlayback } = this.#options;
    onStop();
    const responseId = activeResponseId();
    if (responseId !== undefined) this.discard(responseId);
    const parts = tracker.unplayed;
    const [audible] = parts;
    const isReported = tracker.isReported;
    tracker.settle();
    if (audible === undefined) return;
    const { itemId, contentIndex, playedSamples, sampleRate } = audible;
    onInterrupted({ itemId, contentIndex, playedMs: samplesToMs(playedSamples, sampleRate) });
    if (flushPlayback === undefined) this.#settle(parts, undefined, isReported);
    else
      this.#flushed(flushPlayback, (report, answered) => this.#settle(parts, report, isReported || answered));
  }

  /** The connection is gone, and with it whatever was being made: nothing of it will follow. */
  handleLost(): void {
    for (const itemIds of this.#deleteLater.values()) {
      for (const itemId of itemIds) this.#options.deleteItem(itemId);
    }
    this.#past = new Set(this.#options.tracker.unplayed.map(({ itemId }) => itemId));
    this.#clear();
  }

  /** Forgets everything; the session is over. */
  close(): void {
    for (const settle of this.#flushes) settle();
    this.#clear();
  }

  #clear(): void {
    this.#discarded.clear();
    this.#unfinished.clear();
    this.#deleteLater.clear();
  }

  #flushed(
    flush: FlushPlayback,
    settle: (report: PlayedReport | undefined, answered: boolean) => void,
  ): void {
    let settled = false;
    const once = (report: PlayedReport | undefined, answered: boolean): void => {
      if (settled) return;
      settled = true;
      cancelTimer();
      this.#flushes.delete(giveUp);
      settle(report, answered);
    };
    const giveUp = (): void => once(undefined, false);
    const cancelTimer = this.#options.clock.after(FLUSH_LIMIT_MS, giveUp);
    this.#flushes.add(giveUp);
    // A player that fails to answer is treated like one that does not answer in time.
    new Promise<PlayedReport | undefined>((resolve) => resolve(flush())).then(
      (report) => once(report, true),
      giveUp,
    );
  }

  #settle(parts: readonly PlaybackProgress[], report: PlayedReport | undefined, isKnown: boolean): void {
    const counted = parts.map((part) => withReport(part, report));
    const audible = Math.max(
      0,
      counted.findLastIndex((part) => part.playedSamples > 0),
    );
    // Playback is in order: what comes before the audible part has been heard to its end.
    for (const part of counted.slice(audible)) this.#settlePart(part, isKnown);
  }

  #settlePart(part: PlaybackProgress, isKnown: boolean): void {
    const { truncate, markHeard } = this.#options;
    const { itemId, contentIndex, receivedSamples, playedSamples, sampleRate } = part;
    const audioEndMs = samplesToMs(playedSamples, sampleRate);
    if (!isKnown) {
      markHeard({ itemId, contentIndex }, undefined);
    } else if (audioEndMs === 0) {
      this.#forget(itemId);
    } else if (playedSamples < receivedSamples) {
      markHeard({ itemId, contentIndex }, playedSamples / receivedSamples);
      if (!this.#past.has(itemId)) truncate({ itemId, contentIndex, audioEndMs });
    }
  }

  /** Nobody heard it, so the model must not believe it was said. A server cannot delete what it is still writing. */
  #forget(itemId: string): void {
    const responseId = this.#unfinished.get(itemId);
    if (responseId === undefined) this.#options.deleteItem(itemId);
    else this.#deleteLater.set(responseId, [...(this.#deleteLater.get(responseId) ?? []), itemId]);
  }
}

function withReport(part: PlaybackProgress, report: PlayedReport | undefined): PlaybackProgress {
  if (report?.itemId !== part.itemId || (report.contentIndex ?? 0) !== part.contentIndex) return part;
  return { ...part, playedSamples: Math.max(part.playedSamples, report.playedSamples) };
}
