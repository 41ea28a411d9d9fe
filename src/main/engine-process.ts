import { join } from 'node:path';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { EngineAddress, LogPort } from '#core/ports.ts';
import { type EngineChild, launchEngine } from '#engine/launch.ts';
import type { Clock } from '#shared/base/clock.ts';

/** Starts the offline engine in a process of its own, so that a crash there never takes the app along. */
export function startEngineProcess(clock: Clock, log: LogPort): Promise<EngineAddress> {
  return launchEngine({
    clock,
    log: (message) => log.debug(`Engine: ${message}`),
    // The bundle beside this one; the source path that is offered exists in a checkout only.
    fork: (_source, args) =>
      killable(
        utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [...args], {
          serviceName: 'Hark engine',
        }),
      ),
  });
}

/** Electron can only ask a process to end; one that is stuck does not hear it. */
function killable(child: UtilityProcess): EngineChild {
  const ask = child.kill.bind(child);
  return Object.assign(child, {
    // Electron forgets the id when the process ends, so nobody else's is ever killed.
    kill: (signal?: 'SIGKILL') =>
      signal === undefined || child.pid === undefined ? ask() : process.kill(child.pid, signal),
  });
}
