// The engine's own process, started by launchEngine. It ends with its parent.
import { createClock } from '#shared/base/clock.ts';
import { toErrorData } from '#shared/base/errors.ts';
import { createLocalStages, withFirstAhead } from './local-stages.ts';
import { type EngineProcessMessage, parseProcessOptions } from './process-messages.ts';
import { startEngineServer } from './server.ts';

/** Electron's way to the parent; a Node child has `process.send` instead. */
type ParentPort = {
  postMessage(message: EngineProcessMessage): void;
  on(event: 'close', listener: () => void): void;
};
const { parentPort } = process as unknown as { parentPort?: ParentPort };

/** Closing waits for clients to answer; a stuck one must not keep the process. */
const EXIT_TIMEOUT_MS = 1500;

function tell(message: EngineProcessMessage): void {
  if (parentPort !== undefined) parentPort.postMessage(message);
  else process.send?.(message);
}

async function main(): Promise<void> {
  const clock = createClock(globalThis);
  const engine = await startEngineServer({
    ...parseProcessOptions(process.argv[2]),
    createStages: withFirstAhead(createLocalStages(import.meta.url, clock)),
    clock,
    log: (message) => tell({ type: 'log', message }),
  });
  const end = (): void => {
    setTimeout(() => process.exit(), EXIT_TIMEOUT_MS);
    void engine.close().finally(() => process.exit());
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  parentPort?.on('close', end);
  tell({ type: 'ready', url: engine.url, token: engine.token });
}

main().catch((error: unknown) => {
  tell({ type: 'failed', message: toErrorData(error).message });
  process.exitCode = 1;
});
