import type { EngineAddress, Ports } from '../ports.ts';

/** Owns the offline engine's process: at most one, started when it is needed. */
export type EngineKeeper = {
  /** Where the engine is, started if it is not running. Rejects when it cannot be started; the next call tries again. */
  address(): Promise<EngineAddress>;
  /** Ends it, if it runs. It may be asked for again. */
  stop(): Promise<void>;
};

export function createEngineKeeper({ startEngine, log }: Pick<Ports, 'startEngine' | 'log'>): EngineKeeper {
  let running: { readonly address: Promise<EngineAddress>; readonly abort: AbortController } | undefined;
  const start = (): Promise<EngineAddress> => {
    const abort = new AbortController();
    const address = startEngine(abort.signal);
    const own = { address, abort };
    running = own;
    const forget = (): void => {
      if (running === own) running = undefined;
    };
    address.then((engine) => {
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
    async stop() {
      const stopped = running;
      running = undefined;
      stopped?.abort.abort();
      const engine = await stopped?.address.catch(() => undefined);
      await engine?.close();
    },
  };
}
