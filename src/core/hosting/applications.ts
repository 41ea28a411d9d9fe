import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { bestMatch, type DesktopEntry, readDesktopEntry } from './desktop-entry.ts';

/** Electron has no call for this, so all hosts share it. */
export type ApplicationsOptions = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

const START_BY_NAME = [
  "$app = Get-StartApps | Where-Object { $_.Name -like ('*' + $env:HARK_APPLICATION + '*') } | Select-Object -First 1;",
  'if ($null -eq $app) { exit 1 };',
  "Start-Process ('shell:AppsFolder\\' + $app.AppID); $app.Name",
].join(' ');

/** Starts an installed application by its display name and answers with the name that was started. */
export async function openApplication(name: string, options: ApplicationsOptions): Promise<string> {
  if (options.platform === 'darwin') {
    await startAndCheck('open', ['-a', name], name);
    return name;
  }
  if (options.platform === 'win32') {
    // The name travels as a variable: within the command it could be read as code.
    const answer = await startAndCheck('powershell.exe', ['-NoProfile', '-Command', START_BY_NAME], name);
    return answer.trim() || name;
  }
  const entry = bestMatch(await listDesktopEntries(options), name);
  if (entry === undefined) throw notInstalled(name);
  await startDetached(entry);
  return entry.name;
}

/** Folders that hold `.desktop` files, most important first (XDG base directory specification). */
function applicationFolders({ home, environment }: ApplicationsOptions): readonly string[] {
  const own = environment.XDG_DATA_HOME || join(home, '.local/share');
  const system = (environment.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':').filter(Boolean);
  return [own, ...system].map((folder) => join(folder, 'applications'));
}

async function listDesktopEntries(options: ApplicationsOptions): Promise<readonly DesktopEntry[]> {
  const entries: DesktopEntry[] = [];
  for (const folder of applicationFolders(options)) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((file) => file.endsWith('.desktop'))) {
      const text = await readFile(join(folder, name), 'utf8').catch(() => '');
      const entry = readDesktopEntry(text);
      if (entry !== undefined) entries.push(entry);
    }
  }
  return entries;
}

/** Other programs have no business with the key Hark was given. */
function withoutKey({ OPENAI_API_KEY: _, ...rest }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return rest;
}

function startDetached({ name, argv: [program, ...args] }: DesktopEntry): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', env: withoutKey(process.env) });
    child.once('error', (cause) =>
      reject(new HarkError('unavailable', `${name} is installed but could not be started.`, { cause })),
    );
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

function startAndCheck(program: string, args: readonly string[], name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const environment = { ...withoutKey(process.env), HARK_APPLICATION: name };
    const child = spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(0, 1000);
    });
    child.once('error', (cause) => reject(new HarkError('unavailable', `${program} is missing.`, { cause })));
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(notInstalled(name))));
  });
}

function notInstalled(name: string): HarkError {
  return new HarkError('not_found', `No application named ${name} was found.`, {
    action: 'Say the name as it stands in the menu of applications.',
  });
}
