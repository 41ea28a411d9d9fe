import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { EngineAddress, LogPort } from '#core/ports.ts';
import { launchEngine } from '#engine/launch.ts';
import type { Clock } from '#shared/base/clock.ts';

/** Starts the offline engine in a process of its own, so that a crash there never takes the app along. */
export function startEngineProcess(clock: Clock, log: LogPort): Promise<EngineAddress> {
  return launchEngine({
    clock,
    log: (message) => log.debug(`Engine: ${message}`),
    // The bundle beside this one; the source path that is offered exists in a checkout only.
    fork: (_source, args) =>
      utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [...args], { serviceName: 'Hark engine' }),
  });
}
