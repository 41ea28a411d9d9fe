import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { Stt } from '../stages.ts';
import { createSupervisedWorker } from '../workers/supervised-worker.ts';
import { createGrammarRequests } from './grammar-requests.ts';
import { type OpenUtterance, openUtterance } from './open-utterance.ts';
import type { SttReply, SttRequest } from './protocol.ts';

export type SoundSwallowerOptions = {
  /** `stt-worker.ts` beside the sources, `stt-worker.js` in the build. */
  readonly workerUrl: URL;
  readonly clock: Clock;
};

/**
 * SoundSwallower in a worker thread of its own: decodes while audio arrives, so that the result is there a few ms after the last
 * of it. Resolves when its models are loaded (0.3 s). When the thread crashes or hangs, the utterance fails with `unavailable`; the
 * next one is heard by a new thread with the same grammar. Starting an utterance cancels one that is still open.
 */
export async function createSoundSwallowerStt({ workerUrl, clock }: SoundSwallowerOptions): Promise<Stt> {
  const ready = createDeferred<void>();
  const grammars = createGrammarRequests();
  let utterance: OpenUtterance | undefined;
  let lastId = 0;

  const fail = (error: HarkError): void => {
    ready.reject(error);
    grammars.fail(error);
    utterance?.fail(error);
  };
  const worker = createSupervisedWorker<SttRequest, SttReply>({
    url: workerUrl,
    role: 'speech recogniser',
    initialRequests: () => grammars.current(),
    onReply(reply) {
      if (reply.type === 'ready') ready.resolve();
      else if (reply.type === 'grammar_set' || reply.type === 'grammar_refused') grammars.settle(reply);
      else if (reply.id === utterance?.id) utterance.handle(reply);
    },
    onCrash: fail,
  });
  worker.start();
  await ready.promise;

  return {
    info: {
      id: 'soundswallower-en-us',
      languages: ['en-US'],
      licence: 'MIT AND BSD-2-Clause',
      needsNetwork: false,
      freeDictation: false,
      partials: true,
    },
    async setGrammar(grammar) {
      lastId += 1;
      worker.post({ type: 'grammar', id: lastId, grammar });
      await grammars.add(lastId, grammar);
    },
    startUtterance(onPartial) {
      utterance?.cancel();
      lastId += 1;
      utterance = openUtterance({ id: lastId, worker, onPartial, clock });
      return utterance;
    },
    async close() {
      await worker.close();
      fail(new HarkError('closed', 'The speech recogniser was closed.'));
    },
  };
}
