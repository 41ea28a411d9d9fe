import { type App, createApp } from '#core/app.ts';
import { createLog, logLevel } from '#core/hosting/log.ts';
import type { Ports } from '#core/ports.ts';
import { forkNode, launchEngine } from '#engine/launch.ts';
import { createClock } from '#shared/base/clock.ts';
import { createNodePorts } from '#web/platform/node-ports.ts';

/** The ports of the terminal, with the engine in a process of its own. `HARK_LOG` sets the log's level. */
export function createTerminalPorts(): Promise<Ports> {
  const clock = createClock(globalThis);
  const log = createLog(logLevel(process.env.HARK_LOG, 'error'), (line) => process.stderr.write(`${line}\n`));
  return createNodePorts({
    log,
    startEngine: () => launchEngine({ clock, fork: forkNode, log: (message) => log.debug(message) }),
  });
}

/** The application for one command: it reads the person's settings and changes none of them. */
export function createOneRunApp(ports: Ports, endpoint: string | undefined): Promise<App> {
  const settings = {
    ...ports.settings,
    save: async () => {},
    backUp: async () => {},
    setAside: () => undefined,
  };
  return createApp({ ...ports, settings }, endpoint === undefined ? {} : { endpoint });
}
