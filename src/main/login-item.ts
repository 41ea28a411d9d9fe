import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { App } from '#core/app.ts';
import type { LogPort } from '#core/ports.ts';
import { writeFileAtomic } from '#core/storage/atomic-file.ts';
import type { Settings } from '#shared/settings/settings.ts';

type AtLogin = Settings['desktop']['atLogin'];

/** On the command line of a Hark that the system started and nobody asked to see. */
const HIDDEN_SWITCH = '--hidden';

/** Has the system start Hark when the person logs in, as the settings say, now and after each change. Returns what stops it. */
export function followLoginSetting(core: Pick<App, 'bridge' | 'state'>, log: LogPort): () => void {
  let wanted: AtLogin = 'off';
  // One change at a time, so that the last wish is what stays.
  let last: Promise<void> = Promise.resolve();
  return core.bridge.subscribe(() => {
    const { atLogin } = core.state.settings.desktop;
    if (atLogin === wanted) return;
    wanted = atLogin;
    last = last
      .then(() => setLoginItem(atLogin))
      .catch((error: unknown) => log.warn('Starting at login could not be set', error));
  });
}

/** Whether the window stays closed until somebody asks for it. macOS hands login items no arguments. */
export function startsHidden(argv: readonly string[], atLogin: AtLogin): boolean {
  if (argv.includes(HIDDEN_SWITCH)) return true;
  return process.platform === 'darwin' && atLogin === 'tray' && app.getLoginItemSettings().wasOpenedAtLogin;
}

/** An entry of the desktop's autostart folder (freedesktop.org, Desktop Application Autostart and Desktop Entry). */
export function autostartEntry(command: readonly string[]): string {
  const quoted = command.map((part) => `"${part.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`);
  const exec = quoted.join(' ').replaceAll('\\', '\\\\');
  return `[Desktop Entry]\nType=Application\nName=Hark\nExec=${exec}\n`;
}

async function setLoginItem(atLogin: AtLogin): Promise<void> {
  const args = atLogin === 'tray' ? [HIDDEN_SWITCH] : [];
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: atLogin !== 'off', args });
    return;
  }
  const file = join(app.getPath('appData'), 'autostart', 'hark.desktop');
  if (atLogin === 'off') return rm(file, { force: true });
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, autostartEntry([process.execPath, app.getAppPath(), ...args]));
}
