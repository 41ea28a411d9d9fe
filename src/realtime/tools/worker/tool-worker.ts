import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createBoundedQueue } from '#shared/base/bounded-queue.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';
import { backgroundResult } from '../background-result.ts';
import type { ToolContext } from '../tool.ts';
import type { ToolThreadData, ToolThreadReply, ToolThreadRequest } from './messages.ts';

/** Calls that may wait for the thread; one more is refused at once, because it would be answered too late anyway. */
const MAX_WAITING = 16;

export type ToolWorkerOptions = {
  /** Where a bundler has put `thread-entry`; by default it lies beside this file. */
  readonly entryUrl?: URL;
};

/** A tool's code in a thread of its own. */
export type ToolWorker = {
  /**
   * For `tool({ execute: worker.execute })`: runs the module's `execute` with a structured clone of the arguments and answers
   * with one of its result. Rejects with what it threw, with the signal's reason, or `unavailable` when the thread crashed or
   * 16 calls wait already.
   */
  execute(args: unknown, context: Pick<ToolContext, 'callId' | 'signal' | 'progress'>): Promise<unknown>;
  /** Ends the thread and rejects what is not done. Resolves when it has ended. Safe twice. */
  close(): Promise<void>;
};

type Call = {
  readonly request: ToolThreadRequest;
  readonly signal: AbortSignal;
  readonly progress: (update: unknown) => void;
  readonly ended: Deferred<unknown>;
};

/**
 * The thread and what it does. It answers one call at a time; the others wait in a queue.
 *
 *   down ──call──▶ up, idle ──call──▶ up, busy ──answer──▶ up, idle
 *     ▲                                 │ └─ given up: ended, a new thread at once ─▶ up, idle
 *     └────────────── crash ────────────┘            close from anywhere ──▶ closed
 *
 * A thread that crashed is started again by the next call and not at once: one that cannot start then fails that call and
 * never becomes a busy loop.
 */
type State =
  | { readonly type: 'down' }
  | { readonly type: 'up'; readonly thread: Worker; readonly call: Call | undefined }
  | { readonly type: 'closed' };

/**
 * A thread for the `execute` that a module exports, so that code that blocks or never ends costs the conversation nothing. The
 * first call starts it, and it stays for the next ones. A call that is given up, by time-out or abort, ends the thread, and a
 * fresh one takes its place. An idle thread does not keep the process alive.
 */
export function createToolWorker(moduleUrl: URL, options: ToolWorkerOptions = {}): ToolWorker {
  const entryUrl = options.entryUrl ?? new URL(`./thread-entry${extname(import.meta.url)}`, import.meta.url);
  return new ToolThread(moduleUrl, entryUrl);
}

class ToolThread implements ToolWorker {
  readonly #moduleUrl: URL;
  readonly #entryUrl: URL;
  readonly #waiting = createBoundedQueue<Call>({ limit: MAX_WAITING, overflow: 'drop-new' });
  #state: State = { type: 'down' };

  constructor(moduleUrl: URL, entryUrl: URL) {
    this.#moduleUrl = moduleUrl;
    this.#entryUrl = entryUrl;
  }

  /** A property, so that it can be handed to `tool()` as it is. */
  readonly execute: ToolWorker['execute'] = async (args, { callId, signal, progress }) => {
    signal.throwIfAborted();
    if (this.#state.type === 'closed') throw closed();
    const call: Call = { request: { callId, args }, signal, progress, ended: createDeferred<unknown>() };
    if (this.#state.type === 'down' || this.#state.call === undefined) this.#begin(call);
    else if (!this.#waiting.push(call)) throw busy();
    const onAbort = (): void => this.#giveUp(call);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await call.ended.promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  async close(): Promise<void> {
    const { thread, call } = this.#state.type === 'up' ? this.#state : {};
    this.#state = { type: 'closed' };
    call?.ended.reject(closed());
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      next.ended.reject(closed());
    }
    await thread?.terminate();
  }

  #start(): Worker {
    const workerData: ToolThreadData = { moduleUrl: this.#moduleUrl.href };
    const thread = new Worker(this.#entryUrl, { workerData });
    thread.unref();
    let failure: unknown;
    thread.on('message', (reply: ToolThreadReply) => this.#handleReply(thread, reply));
    thread.on('error', (error) => {
      failure = error;
    });
    // `exit` always follows `error`, so this is the one place where an end is noticed.
    thread.on('exit', (code) => this.#handleExit(thread, failure ?? `exit code ${code}`));
    return thread;
  }

  #begin(call: Call): void {
    const thread = this.#state.type === 'up' ? this.#state.thread : this.#start();
    this.#state = { type: 'up', thread, call };
    thread.ref();
    try {
      thread.postMessage(call.request);
    } catch (cause) {
      const message = 'The arguments cannot be handed to the thread of the tool.';
      call.ended.reject(new HarkError('invalid_input', message, { cause }));
      this.#goOn({ type: 'up', thread, call: undefined });
    }
  }

  /** Nothing runs any more: the next call begins. */
  #goOn(state: Exclude<State, { type: 'closed' }>): void {
    this.#state = state;
    if (state.type === 'up') state.thread.unref();
    let next = this.#waiting.shift();
    while (next?.signal.aborted) next = this.#waiting.shift();
    if (next !== undefined) this.#begin(next);
  }

  #handleReply(thread: Worker, reply: ToolThreadReply): void {
    if (this.#state.type !== 'up' || this.#state.thread !== thread || this.#state.call === undefined) return;
    const { progress, ended } = this.#state.call;
    if (reply.type === 'progress') {
      progress(reply.update);
      return;
    }
    if (reply.type === 'failure') {
      ended.reject(new HarkError(reply.error.reason, reply.error.message, reply.error));
    } else {
      ended.resolve(reply.background ? backgroundResult(reply.value) : reply.value);
    }
    this.#goOn({ type: 'up', thread, call: undefined });
  }

  #handleExit(thread: Worker, failure: unknown): void {
    if (this.#state.type !== 'up' || this.#state.thread !== thread) return;
    this.#state.call?.ended.reject(crashOf(this.#moduleUrl, failure));
    this.#goOn({ type: 'down' });
  }

  #giveUp(call: Call): void {
    call.ended.reject(call.signal.reason);
    if (this.#state.type !== 'up' || this.#state.call !== call) return;
    const { thread } = this.#state;
    this.#goOn({ type: 'up', thread: this.#start(), call: undefined });
    void thread.terminate();
  }
}

function crashOf(moduleUrl: URL, failure: unknown): HarkError {
  const detail = failure instanceof Error ? failure.message : String(failure);
  return new HarkError('unavailable', `The thread of ${moduleUrl.pathname} ended: ${detail}`, {
    cause: failure,
  });
}

function busy(): HarkError {
  return new HarkError('unavailable', `The tool is busy: ${MAX_WAITING} calls wait for it already.`);
}

function closed(): HarkError {
  return new HarkError('closed', 'The thread of the tool was closed.');
}
