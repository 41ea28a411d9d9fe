import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '../../test/support/wait-until.ts';

/** An app under the Electron double, with nobody attached to it. */
export type Shell = {
  readonly pid: number;
  /** Waits for what the witness saw; answers ms after the start of the process. */
  seen(what: Sight): Promise<number>;
  close(): Promise<void>;
};

/** What shell/witness.cjs can see. */
export type Sight = 'ready' | 'tray' | 'window' | 'talk' | 'engine' | 'settings asked' | 'settings';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOUBLE = join(ROOT, 'test/double/electron');
const WITNESS = fileURLToPath(new URL('shell/witness.cjs', import.meta.url));
const BLANK = fileURLToPath(new URL('shell/blank.cjs', import.meta.url));

export type ShellOptions = {
  readonly app: 'hark' | 'blank';
  readonly args?: readonly string[];
  readonly witness?: boolean;
};

export async function startShell({ app, args = [], witness = true }: ShellOptions): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  const times = join(folder, 'times.jsonl');
  await writeFile(times, '');
  await cp(BLANK, join(folder, 'main.cjs'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'blank', main: 'main.cjs' }));
  // Whoever starts Hark every day is past its first run.
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'settings.json'), '{}');
  const watched = witness ? ['-r', WITNESS] : [];
  const start = Date.now();
  const child = spawn(DOUBLE, [...watched, app === 'hark' ? ROOT : folder, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      BENCH_TIMES: times,
      HARK_DOUBLE_MIC: '',
      HARK_DOUBLE_USERDATA: join(folder, 'data'),
    },
    stdio: 'ignore',
  });
  return {
    pid: child.pid ?? 0,
    async seen(what) {
      const at = await waitUntil(
        async () => (await read(times)).find((entry) => entry.what === what)?.at,
        what,
      );
      return at - start;
    },
    async close() {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function read(file: string): Promise<readonly { readonly what: string; readonly at: number }[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
