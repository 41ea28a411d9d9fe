import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Place } from '#core/hosting/place.ts';
import { HarkError } from '#shared/base/errors.ts';

/** Where Hark keeps its files outside Electron; `HARK_DATA` names another absolute folder. */
export function dataFolder({ platform, home, environment }: Place): string {
  const named = environment.HARK_DATA;
  if (named !== undefined && named !== '') {
    if (!isAbsolute(named)) {
      throw new HarkError('invalid_input', 'HARK_DATA must be an absolute path.', { field: 'HARK_DATA' });
    }
    return named;
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'hark-terminal');
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'hark-terminal');
  }
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'hark');
}

/** Where the desktop app keeps its files: Electron's `userData` for an app called hark. */
export function desktopFolder({ platform, home, environment }: Place): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'hark');
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'hark');
  return join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'hark');
}

/** Makes the folder, readable by its owner only. Rejects with one thing to do when that is not possible. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new HarkError('unavailable', `Hark cannot keep its files in ${folder}.`, {
      action: 'Set HARK_DATA to a folder that can be written.',
      cause,
    });
  });
}
