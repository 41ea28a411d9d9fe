import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Table } from '../lib/bench.ts';
import { median } from '../lib/statistics.ts';
import { reply } from './rounds.ts';
import { SUBJECTS, type SubjectName } from './subject.ts';

const RUNS = 9;

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const SOURCES: Readonly<Record<SubjectName, string>> = {
  floor: at('floor-client.ts'),
  hark: at('hark-client.ts'),
  agents: at('../peers/agents-client.mjs'),
};

type Cost = { readonly ms: number[]; readonly mb: number[] };
type Costs = Readonly<Record<'sources' | 'bundled' | 'cached', Cost>>;

/** What starting costs: each client imported into an empty process, as it lies there and as an app ships it. */
export async function importCost(): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  try {
    const costs = await measure(folder);
    return {
      title: `Cold import (B15), ${RUNS} fresh processes each`,
      columns: ['client', 'as installed, ms', 'bundled, ms', 'bundled + compile cache, ms', 'grows by, MB'],
      rows: [...costs].map(([subject, { sources, bundled, cached }]) => [
        SUBJECTS[subject],
        ...[sources, bundled, cached].map(({ ms }) => median(ms).toFixed(1)),
        median(cached.mb).toFixed(1),
      ]),
      note: 'As installed: packages as they are published; of Hark and the floor’s client the TypeScript sources, whose types Node strips first. Bundled: one minified file by vite. The process grows by as much with the compile cache. Most of Hark’s share is reading zod: every event is checked by its schemas.',
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<ReadonlyMap<SubjectName, Costs>> {
  const costs = new Map<SubjectName, Costs>();
  for (const subject of Object.keys(SOURCES) as SubjectName[]) {
    await bundle(SOURCES[subject], folder, subject);
    const none = (): Cost => ({ ms: [], mb: [] });
    costs.set(subject, { sources: none(), bundled: none(), cached: none() });
  }
  const cache = join(folder, 'cache');
  // The first import fills the cache and counts for nothing.
  for (const subject of costs.keys()) await importOnce(join(folder, `${subject}.mjs`), cache);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [subject, { sources, bundled, cached }] of costs) {
      const path = join(folder, `${subject}.mjs`);
      note(sources, await importOnce(SOURCES[subject]));
      note(bundled, await importOnce(path));
      note(cached, await importOnce(path, cache));
    }
  }
  return costs;
}

function note({ ms, mb }: Cost, [took, grown]: readonly [number, number]): void {
  ms.push(took);
  mb.push(grown);
}

function importOnce(path: string, cache?: string): Promise<readonly [number, number]> {
  return reply(fork(at('import-time.mjs'), cache === undefined ? [path] : [path, cache]));
}

async function bundle(entry: string, outDir: string, name: SubjectName): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      minify: true,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } },
    },
  });
}
