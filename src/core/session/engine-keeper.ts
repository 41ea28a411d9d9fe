import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import type { EngineAddress, Ports } from '../ports.ts';

/** Owns the offline engine's process: at most one, started when it is needed. */
export type EngineKeeper = {
  /** Where the engine is, started if it is not running. Rejects when it cannot be started; the next call tries again. */
  address(): Promise<EngineAddress>;
  readonly state: DiagnosticsReport['engine'];
  /** Ends it, if it runs. It may be asked for again. */
  stop(): Promise<void>;
};

type Running = {
  readonly address: Promise<EngineAddress>;
  readonly abort: AbortController;
  /** Once it has answered. */
  ready: EngineAddress | undefined;
};

export function createEngineKeeper({ startEngine, log }: Pick<Ports, 'startEngine' | 'log'>): EngineKeeper {
  let running: Running | undefined;
  const start = (): Promise<EngineAddress> => {
    const abort = new AbortController();
    const address = startEngine(abort.signal);
    const own: Running = { address, abort, ready: undefined };
    running = own;
    const forget = (): void => {
      if (running === own) running = undefined;
    };
    address.then((engine) => {
      own.ready = engine;
      log.info('The engine runs', { pid: engine.pid });
      engine.onExit(() => {
        log.warn('The engine has ended by itself', { pid: engine.pid });
        forget();
      });
    }, forget);
    return address;
  };
  return {
    address: () => running?.address ?? start(),
    get state(): DiagnosticsReport['engine'] {
      if (running === undefined) return { state: 'stopped' };
      const { ready } = running;
      if (ready === undefined) return { state: 'starting' };
      return { state: 'running', ...(ready.pid === undefined ? {} : { pid: ready.pid }) };
    },
    async stop() {
      const stopped = running;
      running = undefined;
      stopped?.abort.abort();
      const engine = await stopped?.address.catch(() => undefined);
      await engine?.close();
    },
  };
}
