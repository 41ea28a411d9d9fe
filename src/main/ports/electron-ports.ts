import { join } from 'node:path';
import { app, clipboard, Notification, shell } from 'electron';
import { openApplication } from '#core/hosting/applications.ts';
import { createLog, logLevel } from '#core/hosting/log.ts';
import { assertOpenable } from '#core/hosting/openable-address.ts';
import type { OpenPort, Ports } from '#core/ports.ts';
import { METER_THREAD_URL } from '#engine/meter-thread-url.ts';
import { createClock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { startEngineProcess } from '../engine-process.ts';
import { createSecretVault } from './secret-vault.ts';
import { createSettingsStore } from './settings-store.ts';

/** The ports as Electron fills them. To be called when the app is ready: the key store is not there before. */
export function createElectronPorts(): Ports {
  const clock = createClock(globalThis);
  const log = createLog(logLevel(process.env.HARK_LOG, 'warn'), (line) => process.stderr.write(`${line}\n`));
  const folders = { data: app.getPath('userData'), home: app.getPath('home') };
  return {
    clock,
    log,
    settings: createSettingsStore(folders.data, log),
    secrets: createSecretVault(join(folders.data, 'secrets.json')),
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
