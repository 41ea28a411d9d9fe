import { readFile } from 'node:fs/promises';
import { type App, createApp } from '#core/app.ts';
import type { HostLog } from '#core/logging/host-log.ts';
import type { HostPort, Ports } from '#core/ports.ts';
import { forkNode, launchEngine } from '#engine/launch.ts';
import { createClock } from '#shared/base/clock.ts';
import { createNodeHost } from '#web/platform/node-ports.ts';

const logs: HostLog[] = [];

/** The ports of the terminal, with the engine in a process of its own. `HARK_LOG` sets the log's level. */
export async function createTerminalPorts(name: HostPort['name'] = 'terminal'): Promise<Ports> {
  const clock = createClock(globalThis);
  const { ports, log } = await createNodeHost({
    name,
    version: await readVersion(),
    startEngine: ({ debug }) =>
      launchEngine({ clock, fork: forkNode, log: (message) => debug(`Engine: ${message}`) }),
  });
  logs.push(log);
  return ports;
}

/** To be awaited before the process ends: what was logged last is on its way to the disk. */
export async function closeLogs(): Promise<void> {
  await Promise.all(logs.map((log) => log.close()));
}

async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  return String(version);
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
