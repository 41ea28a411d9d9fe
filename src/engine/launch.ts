import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import { type EngineProcessOptions, parseProcessMessage } from './process-messages.ts';

/** The engine is ready within a second; a slow or busy machine gets this long. */
const READY_TIMEOUT_MS = 15_000;
/** An engine that has not ended this long after it was asked to is stuck, ms; by itself it ends within 1.5 s. */
const KILL_AFTER_MS = 3_000;

/** What Node's ChildProcess and Electron's UtilityProcess have in common. */
export type EngineChild = {
  readonly pid?: number | undefined;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number | null) => void): unknown;
  /** Node: it could not be started. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  /** Asks it to end; `SIGKILL` does not ask (Electron knows only the asking). */
  kill(signal?: 'SIGKILL'): boolean;
};

export type LaunchOptions = EngineProcessOptions & {
  readonly clock: Clock;
  /**
   * Starts `modulePath` with `args` in a process of its own: `forkNode`, or Electron's utilityProcess on the built
   * `out/main/engine.js`.
   */
  readonly fork: (modulePath: string, args: readonly string[]) => EngineChild;
  readonly timeoutMs?: number;
  readonly log?: (message: string) => void;
};

/** A running offline engine in its own process. */
export type EngineHandle = {
  readonly url: string;
  readonly token: string;
  readonly pid?: number | undefined;
  /** Called once when the process ends by itself. Returns the unsubscribe function. */
  onExit(listener: () => void): () => void;
  /** Ends the process; resolves when it has ended, after 3 s even if it is stuck. Safe twice. */
  close(): Promise<void>;
};

/** Starts the engine's sources in a Node process; it ends with this one. */
export function forkNode(modulePath: string, args: readonly string[]): EngineChild {
  return fork(modulePath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
}

/**
 * Starts the engine in its own process and resolves when it listens. Rejects with `unavailable` when it cannot start, with
 * `timeout` when it does not; no process is left behind then.
 */
export async function launchEngine(options: LaunchOptions): Promise<EngineHandle> {
  const { clock, timeoutMs = READY_TIMEOUT_MS, log = () => {} } = options;
  const { port, sessionLengthMs } = options;
  const ready = createDeferred<{ readonly url: string; readonly token: string }>();
  const exited = createDeferred<void>();
  const exits = createEmitter<void>();
  let closing: Promise<void> | undefined;

  const child = options.fork(fileURLToPath(new URL('process.ts', import.meta.url)), [
    JSON.stringify({ port, sessionLengthMs }),
  ]);
  child.on('message', (value) => {
    const message = parseProcessMessage(value);
    if (message?.type === 'ready') ready.resolve(message);
    if (message?.type === 'failed') ready.reject(unavailable(message.message));
    if (message?.type === 'log') log(message.message);
  });
  child.on('exit', (code) => {
    ready.reject(unavailable(`it ended with code ${code}.`));
    exited.resolve();
    if (closing === undefined) exits.emit();
  });
  child.on('error', (error) => {
    ready.reject(unavailable(toErrorData(error).message));
    exited.resolve();
  });
  const close = (): Promise<void> => {
    if (closing === undefined) {
      closing = exited.promise;
      child.kill();
      const cancelKill = clock.after(KILL_AFTER_MS, () => {
        child.kill('SIGKILL');
        exited.resolve();
      });
      void closing.then(cancelKill);
    }
    return closing;
  };
  const cancelTimeout = clock.after(timeoutMs, () => {
    ready.reject(new HarkError('timeout', `The offline engine did not start within ${timeoutMs} ms.`));
  });
  try {
    const { url, token } = await ready.promise;
    return { url, token, pid: child.pid, onExit: (listener) => exits.subscribe(() => listener()), close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    cancelTimeout();
  }
}

function unavailable(reason: string): HarkError {
  return new HarkError('unavailable', `The offline engine could not start: ${reason}`, {
    kept: 'Your settings and conversations are kept.',
    action: 'Run `hark doctor` to see what is missing.',
  });
}
