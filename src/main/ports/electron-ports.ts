import { join } from 'node:path';
import { app, clipboard, Notification, shell } from 'electron';
import { openApplication } from '#core/hosting/applications.ts';
import { assertOpenable } from '#core/hosting/openable-address.ts';
import { createHostLog, type HostLog } from '#core/logging/host-log.ts';
import type { OpenPort, Ports } from '#core/ports.ts';
import { METER_THREAD_URL } from '#engine/meter-thread-url.ts';
import { createClock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { startEngineProcess } from '../engine-process.ts';
import { createSecretVault } from './secret-vault.ts';
import { createSettingsStore } from './settings-store.ts';

/**
 * The ports as Electron fills them, and their log, which is to be closed last. To be called when the app is ready: the key store is
 * not there before.
 */
export async function createElectronHost(): Promise<{ readonly ports: Ports; readonly log: HostLog }> {
  const clock = createClock(globalThis);
  const folders = { data: app.getPath('userData'), home: app.getPath('home') };
  // For as long as the process lives: whoever closes the terminal that Hark was started from loses its lines, and not Hark.
  process.stderr.on('error', () => {});
  const hostLog = createHostLog({
    name: 'desktop',
    version: app.getVersion(),
    folders,
    threshold: 'warn',
    environment: process.env,
    print: (line) => void process.stderr.write(`${line}\n`),
  });
  const { log, host } = hostLog;
  const ports: Ports = {
    clock,
    log,
    host,
    settings: createSettingsStore(folders.data, log),
    secrets: await createSecretVault(join(folders.data, 'secrets.json')),
    clipboard: {
      read: async () => clipboard.readText(),
      write: async (text) => clipboard.writeText(text),
    },
    open: createOpener(folders.home),
    notify: { show: (title, body) => new Notification({ title, body }).show() },
    startEngine: () => startEngineProcess(clock, log),
    meterThread: METER_THREAD_URL,
    folders,
    environment: { OPENAI_API_KEY: process.env.OPENAI_API_KEY },
  };
  return { ports: hostLog.protect(ports), log: hostLog };
}

function createOpener(home: string): OpenPort {
  return {
    async path(path) {
      const problem = await shell.openPath(path);
      if (problem !== '') {
        throw new HarkError('unavailable', `The system could not open ${path}: ${problem}.`, {
          action: 'Check that a program for it is installed.',
        });
      }
    },
    async url(url) {
      assertOpenable(url);
      await shell.openExternal(url);
    },
    application: (name) =>
      openApplication(name, { platform: process.platform, home, environment: process.env }),
  };
}
