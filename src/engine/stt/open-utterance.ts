import { PCM_RATE_HZ, samplesToMs } from '#shared/audio/pcm16.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
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
 *      └──────cancel, crash, too far ahead─────▶ over        a recogniser that hangs is killed: a crash
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
  readonly clock: Clock;
};

/** Audio that may wait for the recogniser; an utterance that runs further ahead of it fails. */
const MAX_BACKLOG_MS = 60_000;
/** A recogniser that has to finish and gives no sign of life for so long hangs; on a busy machine 1 s of sound took it 6 s. */
const HANGS_AFTER_MS = 30_000;

type State = { readonly type: 'hearing' } | { readonly type: 'finishing' } | { readonly type: 'over' };

export function openUtterance({ id, worker, onPartial, clock }: OpenUtteranceOptions): OpenUtterance {
  let state: State = { type: 'hearing' };
  let backlogSamples = 0;
  let stopWatching: Cancel = () => {};
  const result: Deferred<Recognition> = createDeferred();
  // Who cancels, or never finishes, does not ask for the result.
  result.promise.catch(() => {});
  const watch = (): void => {
    stopWatching();
    stopWatching = clock.after(HANGS_AFTER_MS, () => worker.kill(new Error('it does not answer')));
  };
  const end = (error: HarkError): void => {
    stopWatching();
    state = { type: 'over' };
    result.reject(error);
  };
  worker.post({ type: 'start', id });

  return {
    id,
    feed(samples) {
      if (state.type !== 'hearing') return;
      backlogSamples += samples.length;
      if (samplesToMs(backlogSamples, PCM_RATE_HZ) > MAX_BACKLOG_MS) {
        worker.post({ type: 'cancel', id });
        end(tooFarAhead());
        return;
      }
      const copy = samples.slice();
      worker.post({ type: 'audio', id, samples: copy }, [copy.buffer]);
    },
    finish() {
      if (state.type === 'hearing') {
        state = { type: 'finishing' };
        worker.post({ type: 'finish', id });
        watch();
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
          if (state.type === 'finishing') watch();
          return;
        case 'partial':
          onPartial(reply.text);
          return;
        case 'final':
          stopWatching();
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

function tooFarAhead(): HarkError {
  return new HarkError('unavailable', 'The speech recogniser fell more than a minute behind.', {
    kept: 'The conversation is kept; only this utterance is lost.',
    action: 'Say it again, in shorter sentences.',
  });
}
