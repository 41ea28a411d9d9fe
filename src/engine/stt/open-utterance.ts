import { PCM_RATE_HZ, samplesToMs } from '#shared/audio/pcm16.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { assertNever, HarkError } from '#shared/base/errors.ts';
import type { Recognition, Utterance } from '../stages.ts';
import type { SupervisedWorker } from '../workers/supervised-worker.ts';
import type { SttReply, SttRequest } from './protocol.ts';

type UtteranceReply = Extract<SttReply, { type: 'decoded' | 'partial' | 'final' }>;

/**
 * The host's side of one utterance.
 *
 * ```
 *   hearing ──finish──▶ finishing ──final──▶ over
 *      └──────cancel, crash, too far ahead─────▶ over
 * ```
 */
export type OpenUtterance = Utterance & {
  readonly id: number;
  handle(reply: UtteranceReply): void;
  /** The worker is gone. */
  fail(error: HarkError): void;
};

export type OpenUtteranceOptions = {
  readonly id: number;
  readonly worker: SupervisedWorker<SttRequest>;
  readonly onPartial: (text: string) => void;
  readonly maxBacklogMs: number;
};

type State = { readonly type: 'hearing' } | { readonly type: 'finishing' } | { readonly type: 'over' };

export function openUtterance({ id, worker, onPartial, maxBacklogMs }: OpenUtteranceOptions): OpenUtterance {
  let state: State = { type: 'hearing' };
  let backlogSamples = 0;
  const result: Deferred<Recognition> = createDeferred();
  // Who cancels, or never finishes, does not ask for the result.
  result.promise.catch(() => {});
  const end = (error: HarkError): void => {
    state = { type: 'over' };
    result.reject(error);
  };
  worker.post({ type: 'start', id });

  return {
    id,
    feed(samples) {
      if (state.type !== 'hearing') return;
      backlogSamples += samples.length;
      if (samplesToMs(backlogSamples, PCM_RATE_HZ) > maxBacklogMs) {
        worker.post({ type: 'cancel', id });
        end(tooFarAhead(maxBacklogMs));
        return;
      }
      const copy = samples.slice();
      worker.post({ type: 'audio', id, samples: copy }, [copy.buffer]);
    },
    finish() {
      if (state.type === 'hearing') {
        state = { type: 'finishing' };
        worker.post({ type: 'finish', id });
      }
      return result.promise;
    },
    cancel() {
      if (state.type === 'hearing') worker.post({ type: 'cancel', id });
      end(new HarkError('closed', 'The utterance was cancelled.'));
    },
    handle(reply) {
      if (state.type === 'over') return;
      switch (reply.type) {
        case 'decoded':
          backlogSamples -= reply.samples;
          return;
        case 'partial':
          onPartial(reply.text);
          return;
        case 'final':
          state = { type: 'over' };
          result.resolve(reply.recognition);
          return;
        default:
          return assertNever(reply);
      }
    },
    fail: end,
  };
}

function tooFarAhead(maxBacklogMs: number): HarkError {
  return new HarkError('unavailable', `The speech recogniser fell more than ${maxBacklogMs} ms behind.`, {
    kept: 'The conversation is kept; only this utterance is lost.',
    action: 'Say it again, in shorter sentences.',
  });
}
