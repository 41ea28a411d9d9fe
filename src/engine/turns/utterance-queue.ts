import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { Recognition, Stt, Utterance } from '../stages.ts';

/** Utterances that wait for the recogniser; further ones fail at once instead of piling up. */
const MAX_WAITING = 8;

/**
 * A recogniser hears one utterance at a time; turns may follow each other faster than it decodes. An utterance is
 *
 *   waiting (samples are kept) ── its turn comes ──▶ live ── finish answered or cancelled ──▶ over
 */
export type UtteranceQueue = {
  /** Starts an utterance, which begins to be decoded when those before it are over. */
  listen(onPartial: (text: string) => void): Utterance;
};

type Entry = {
  readonly onPartial: (text: string) => void;
  readonly outcome: Deferred<Recognition>;
  waiting: Int16Array[];
  live: Utterance | undefined;
  finishing: boolean;
  over: boolean;
};

export function createUtteranceQueue(stt: Stt): UtteranceQueue {
  const queue: Entry[] = [];

  const end = (entry: Entry): void => {
    entry.over = true;
    entry.waiting = [];
    const index = queue.indexOf(entry);
    if (index >= 0) queue.splice(index, 1);
    startNext();
  };
  const finishLive = (entry: Entry, live: Utterance): void => {
    live
      .finish()
      .then(entry.outcome.resolve, entry.outcome.reject)
      .finally(() => end(entry));
  };
  const startNext = (): void => {
    const [entry] = queue;
    if (entry === undefined || entry.live !== undefined) return;
    const live = stt.startUtterance((text) => {
      if (!entry.over) entry.onPartial(text);
    });
    entry.live = live;
    for (const samples of entry.waiting) live.feed(samples);
    entry.waiting = [];
    if (entry.finishing) finishLive(entry, live);
  };
  const createEntry = (onPartial: (text: string) => void): Entry => ({
    onPartial,
    outcome: createDeferred<Recognition>(),
    waiting: [],
    live: undefined,
    finishing: false,
    over: false,
  });
  return {
    listen(onPartial) {
      const entry = createEntry(onPartial);
      if (queue.length > MAX_WAITING) {
        entry.over = true;
        entry.outcome.reject(new HarkError('unavailable', 'The speech recogniser cannot keep up.'));
      } else {
        queue.push(entry);
        startNext();
      }
      // Whoever cancels never asks for the outcome.
      entry.outcome.promise.catch(() => {});
      return {
        feed(samples) {
          if (entry.over || entry.finishing) return;
          if (entry.live === undefined) entry.waiting.push(samples);
          else entry.live.feed(samples);
        },
        finish() {
          if (!entry.over && !entry.finishing) {
            entry.finishing = true;
            if (entry.live !== undefined) finishLive(entry, entry.live);
          }
          return entry.outcome.promise;
        },
        cancel() {
          if (entry.over || entry.finishing) return;
          entry.live?.cancel();
          end(entry);
        },
      };
    },
  };
}
