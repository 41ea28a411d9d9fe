import { Worker } from 'node:worker_threads';
import { HarkError } from '#shared/base/errors.ts';

export type SupervisedWorkerOptions<Request, Reply> = {
  /** The worker's entry: a `.ts` file beside the sources, a `.js` file in the build. */
  readonly url: URL;
  /** What the worker does, for messages to people: "speech recogniser". */
  readonly role: string;
  /** First messages to every new worker, so that a restarted one knows what its predecessor knew. */
  initialRequests(): readonly Request[];
  onReply(reply: Reply): void;
  /** The worker ended by itself; all it was asked and has not answered is lost. */
  onCrash(error: HarkError): void;
};

/**
 * A worker thread that is there whenever something is posted.
 *
 * ```
 *   down ──start, post──▶ up ──exits, kill──▶ down        close from anywhere ──▶ closed
 * ```
 *
 * A crashed worker is started again by the next post rather than at once: a worker that cannot start then costs one failed
 * request each time and never a busy loop.
 */
export type SupervisedWorker<Request> = {
  /** Starts the thread before it is needed. */
  start(): void;
  /** Never blocks; messages wait in the thread's queue until it has started. Throws `closed` after `close`. */
  post(request: Request, transfer?: readonly ArrayBuffer[]): void;
  /** Ends a thread that does not answer any more, as a crash for this reason. */
  kill(reason: Error): void;
  /** Resolves when the thread has ended. Safe twice. */
  close(): Promise<void>;
};

type State =
  | { readonly type: 'down' }
  | { readonly type: 'up'; readonly worker: Worker }
  | { readonly type: 'closed' };

export function createSupervisedWorker<Request, Reply>(
  options: SupervisedWorkerOptions<Request, Reply>,
): SupervisedWorker<Request> {
  let state: State = { type: 'down' };

  const down = (failure: unknown, code: number): void => {
    state = { type: 'down' };
    options.onCrash(crashOf(options.role, code, failure));
  };
  const up = (): Worker => {
    if (state.type === 'closed') throw new HarkError('closed', `The ${options.role} is closed.`);
    if (state.type === 'up') return state.worker;
    const worker = new Worker(options.url);
    let failure: unknown;
    worker.on('message', (reply: Reply) => options.onReply(reply));
    worker.on('error', (error) => {
      failure = error;
    });
    // `exit` always follows `error`, so this is the one place where an end is noticed.
    worker.on('exit', (code) => {
      if (state.type === 'up' && state.worker === worker) down(failure, code);
    });
    state = { type: 'up', worker };
    for (const request of options.initialRequests()) worker.postMessage(request);
    return worker;
  };

  return {
    start: up,
    post(request, transfer = []) {
      up().postMessage(request, transfer);
    },
    kill(reason) {
      if (state.type !== 'up') return;
      void state.worker.terminate();
      down(reason, 1);
    },
    async close() {
      const worker = state.type === 'up' ? state.worker : undefined;
      state = { type: 'closed' };
      await worker?.terminate();
    },
  };
}

function crashOf(role: string, code: number, failure: unknown): HarkError {
  const detail = failure instanceof Error ? failure.message : `exit code ${code}`;
  return new HarkError('unavailable', `The ${role} stopped unexpectedly (${detail}).`, {
    kept: 'The conversation is kept; only this utterance is lost.',
    action: 'Say it again.',
    cause: failure,
  });
}
