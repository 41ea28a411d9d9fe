import { homedir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { createConfBackend, readJsonWithMark } from '#core/hosting/conf-backend.ts';
import type { LogPort, Ports } from '#core/ports.ts';
import { METER_THREAD_URL } from '#engine/meter-thread-url.ts';
import { createClock } from '#shared/base/clock.ts';
import { createClipboard } from './clipboard.ts';
import { dataFolder, makePrivateFolder } from './folders.ts';
import { createNotifier } from './notifier.ts';
import { createOpener } from './opener.ts';
import { createSecretFile } from './secret-file.ts';

export type NodePortsOptions = {
  readonly log: LogPort;
  readonly startEngine: Ports['startEngine'];
};

/** The ports of a host that is nothing but Node: the web host and the terminal. Rejects when its folder cannot be made. */
export async function createNodePorts({ log, startEngine }: NodePortsOptions): Promise<Ports> {
  const place = { platform: process.platform, home: homedir(), environment: process.env };
  const data = dataFolder(place);
  await makePrivateFolder(data);
  return {
    clock: createClock(globalThis),
    log,
    settings: createConfBackend({
      file: join(data, 'settings.json'),
      open: () =>
        new Conf({
          cwd: data,
          configName: 'settings',
          configFileMode: 0o600,
          deserialize: readJsonWithMark,
        }),
      log,
    }),
    secrets: createSecretFile(join(data, 'secrets.json')),
    clipboard: createClipboard(place),
    open: createOpener(place),
    notify: createNotifier(place.platform, log),
    startEngine,
    meterThread: METER_THREAD_URL,
    folders: { data, home: place.home },
    environment: { OPENAI_API_KEY: process.env.OPENAI_API_KEY },
  };
}
