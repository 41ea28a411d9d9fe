import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { environmentWithoutKey, runProgram } from '../system/run-program.ts';
import { bestMatch, type DesktopEntry, readDesktopEntry } from './desktop-entry.ts';
import type { Place } from './place.ts';

const START_BY_NAME = [
  "$app = Get-StartApps | Where-Object { $_.Name -like ('*' + $env:HARK_APPLICATION + '*') } | Select-Object -First 1;",
  'if ($null -eq $app) { exit 1 };',
  "Start-Process ('shell:AppsFolder\\' + $app.AppID); $app.Name",
].join(' ');

/**
 * Starts an installed application by its display name and answers with the name that was started. Electron has no call for
 * this, so all hosts share it.
 */
export async function openApplication(name: string, place: Place): Promise<string> {
  if (place.platform === 'darwin') {
    await startAndCheck('open', ['-a', name], name);
    return name;
  }
  if (place.platform === 'win32') {
    // The name travels as a variable: within the command it could be read as code.
    const answer = await startAndCheck('powershell.exe', ['-NoProfile', '-Command', START_BY_NAME], name);
    return answer.trim() || name;
  }
  const entry = bestMatch(await listDesktopEntries(place), name);
  if (entry === undefined) throw notInstalled(name);
  await startDetached(entry);
  return entry.name;
}

/** Folders that hold `.desktop` files, most important first (XDG base directory specification). */
function applicationFolders({ home, environment }: Place): readonly string[] {
  const own = environment.XDG_DATA_HOME || join(home, '.local/share');
  const system = (environment.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':').filter(Boolean);
  return [own, ...system].map((folder) => join(folder, 'applications'));
}

async function listDesktopEntries(place: Place): Promise<readonly DesktopEntry[]> {
  const entries: DesktopEntry[] = [];
  for (const folder of applicationFolders(place)) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((file) => file.endsWith('.desktop'))) {
      const text = await readFile(join(folder, name), 'utf8').catch(() => '');
      const entry = readDesktopEntry(text);
      if (entry !== undefined) entries.push(entry);
    }
  }
  return entries;
}

function startDetached({ name, argv: [program, ...args] }: DesktopEntry): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', env: environmentWithoutKey() });
    child.once('error', (cause) =>
      reject(new HarkError('unavailable', `${name} is installed but could not be started.`, { cause })),
    );
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

async function startAndCheck(program: string, args: readonly string[], name: string): Promise<string> {
  const result = await runProgram({ program, args, reads: true, environment: { HARK_APPLICATION: name } });
  if (result.kind === 'done') return result.output;
  throw result.kind === 'missing'
    ? new HarkError('unavailable', `${program} is missing.`)
    : notInstalled(name);
}

function notInstalled(name: string): HarkError {
  return new HarkError('not_found', `No application named ${name} was found.`, {
    action: 'Say the name as it stands in the menu of applications.',
  });
}
