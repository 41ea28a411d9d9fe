import type { Cancel, Clock } from '#shared/base/clock.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';
import { FLITE_VOICES, type Speech } from '../flite/flite.ts';
import type { Tts } from '../stages.ts';
import { splitSentences } from '../text/sentences.ts';
import { createSupervisedWorker } from '../workers/supervised-worker.ts';
import type { TtsReply, TtsRequest } from './protocol.ts';
import { createSpeechOutput } from './speech-output.ts';
import { toSpokenText } from './spoken-text.ts';
import { localVoice, voiceGain } from './voices.ts';

const SLOWEST = 0.25;
const FASTEST = 1.5;
/** A synthesiser that is this long over one sentence hangs, ms; on a busy machine the longest, spoken slowest, took it 1.5 s. */
const HANGS_AFTER_MS = 30_000;

export type FliteTtsOptions = {
  /** `tts-worker.ts` beside the sources, `tts-worker.js` in the build. */
  readonly workerUrl: URL;
  readonly clock: Clock;
};

/**
 * Flite in a worker thread of its own. When the thread crashes or hangs, the answer being spoken fails with `unavailable` and the
 * next one is spoken by a new thread.
 */
export function createFliteTts({ workerUrl, clock }: FliteTtsOptions): Tts {
  const pending = new Map<number, Deferred<Speech>>();
  let lastId = 0;
  let stopWatching: Cancel = () => {};
  /** Whenever the thread begins with another sentence, or has none. */
  const watch = (): void => {
    stopWatching();
    if (pending.size === 0) return;
    stopWatching = clock.after(HANGS_AFTER_MS, () => worker.kill(new Error('it does not answer')));
  };
  const rejectAll = (error: HarkError): void => {
    const waiting = [...pending.values()];
    pending.clear();
    watch();
    for (const deferred of waiting) deferred.reject(error);
  };
  const worker = createSupervisedWorker<TtsRequest, TtsReply>({
    url: workerUrl,
    role: 'speech synthesiser',
    initialRequests: () => [],
    onReply(reply) {
      const deferred = pending.get(reply.id);
      pending.delete(reply.id);
      watch();
      if (reply.type === 'speech') deferred?.resolve(reply);
      else deferred?.reject(new HarkError('internal', `The sentence could not be spoken: ${reply.message}`));
    },
    onCrash: rejectAll,
  });
  worker.start();
  const synthesise = (request: Omit<TtsRequest, 'id'>): Promise<Speech> => {
    lastId += 1;
    worker.post({ id: lastId, ...request });
    const deferred = createDeferred<Speech>();
    pending.set(lastId, deferred);
    if (pending.size === 1) watch();
    // A sentence computed ahead may never be asked for.
    deferred.promise.catch(() => {});
    return deferred.promise;
  };

  return {
    info: {
      id: 'flite',
      languages: ['en'],
      licence: 'BSD-4-Clause',
      needsNetwork: false,
      voices: FLITE_VOICES,
    },
    async *speak(text, { voice, speed }, signal) {
      const stretch = 1 / Math.min(FASTEST, Math.max(SLOWEST, speed));
      const local = localVoice(voice);
      const output = createSpeechOutput(voiceGain(local));
      const sentences = splitSentences(toSpokenText(text));
      const request = (sentence: string): Promise<Speech> =>
        synthesise({ text: sentence, voice: local, stretch });
      for await (const { value, isLast } of oneAhead(sentences, request, signal)) {
        for (const piece of output.pieces(value, isLast)) {
          if (signal.aborted) return;
          yield piece;
        }
      }
    },
    async close() {
      await worker.close();
      rejectAll(new HarkError('closed', 'The speech synthesiser was closed.'));
    },
  };
}

/** Maps entries in order; while one result is being used the next is already under way, and no more than that. */
async function* oneAhead<Entry, Value>(
  entries: readonly Entry[],
  map: (entry: Entry) => Promise<Value>,
  signal: AbortSignal,
): AsyncGenerator<{ value: Value; isLast: boolean }> {
  let next = entries.slice(0, 1).map(map);
  for (let index = 1; !signal.aborted; index += 1) {
    const [current] = next;
    if (current === undefined) return;
    const value = await current;
    if (signal.aborted) return;
    next = entries.slice(index, index + 1).map(map);
    yield { value, isLast: next.length === 0 };
  }
}
