import { join } from 'node:path';
import Store from 'electron-store';
import { createConfBackend, readJsonWithMark } from '#core/hosting/conf-backend.ts';
import type { LogPort, SettingsBackend } from '#core/ports.ts';

/** Settings in `settings.json` of the app's folder, readable by its owner only. */
export function createSettingsStore(folder: string, log: LogPort): SettingsBackend {
  return createConfBackend({
    file: join(folder, 'settings.json'),
    open: () =>
      new Store({ cwd: folder, name: 'settings', configFileMode: 0o600, deserialize: readJsonWithMark }),
    log,
  });
}
