import { homedir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { createConfBackend, readJsonWithMark } from '#core/hosting/conf-backend.ts';
import { createHostLog, type HostLog } from '#core/logging/host-log.ts';
import type { EngineAddress, HostPort, LogPort, Ports } from '#core/ports.ts';
import { METER_THREAD_URL } from '#engine/meter-thread-url.ts';
import { createClock } from '#shared/base/clock.ts';
import { createClipboard } from './clipboard.ts';
import { dataFolder, makePrivateFolder } from './folders.ts';
import { createNotifier } from './notifier.ts';
import { createOpener } from './opener.ts';
import { createSecretFile } from './secret-file.ts';

export type NodePortsOptions = Pick<HostPort, 'name' | 'version'> & {
  readonly startEngine: (log: LogPort) => Promise<EngineAddress>;
};

/** The ports, and their log, which whoever made them closes last. */
export type NodeHost = { readonly ports: Ports; readonly log: HostLog };

/** A host that is nothing but Node: the web host and the terminal. Rejects when its folder cannot be made. */
export async function createNodeHost({ startEngine, ...about }: NodePortsOptions): Promise<NodeHost> {
  const place = { platform: process.platform, home: homedir(), environment: process.env };
  const data = dataFolder(place);
  await makePrivateFolder(data);
  const folders = { data, home: place.home };
  const print = (line: string): void => void process.stderr.write(`${line}\n`);
  const hostLog = createHostLog({ ...about, folders, threshold: 'error', environment: process.env, print });
  const { log, host } = hostLog;
  const ports: Ports = {
    clock: createClock(globalThis),
    log,
    host,
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
    notify: createNotifier(place.platform, print),
    startEngine: () => startEngine(log),
    meterThread: METER_THREAD_URL,
    folders,
    environment: { OPENAI_API_KEY: process.env.OPENAI_API_KEY },
  };
  return { ports: hostLog.protect(ports), log: hostLog };
}
