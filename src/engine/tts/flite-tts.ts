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

/**
 * Flite in a worker thread of its own. When the thread crashes, the answer being spoken fails with `unavailable` and the next one
 * is spoken by a new thread.
 */
export function createFliteTts({ workerUrl }: { readonly workerUrl: URL }): Tts {
  const pending = new Map<number, Deferred<Speech>>();
  let lastId = 0;
  const rejectAll = (error: HarkError): void => {
    const waiting = [...pending.values()];
    pending.clear();
    for (const deferred of waiting) deferred.reject(error);
  };
  const worker = createSupervisedWorker<TtsRequest, TtsReply>({
    url: workerUrl,
    role: 'speech synthesiser',
    initialRequests: () => [],
    onReply(reply) {
      const deferred = pending.get(reply.id);
      pending.delete(reply.id);
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
