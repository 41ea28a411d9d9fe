import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** `new URL(`./name${extname(…)}`, …)`: a file that is found beside the one that names it, in the sources and in the build. */
const BESIDE = /`\.\/([a-z-]+)\$\{extname\(/g;

it('every thread that is looked for beside its caller is an entry of the build', async () => {
  const config = readFileSync(join(ROOT, 'electron.vite.config.ts'), 'utf8');
  const entries = new Map(
    [...config.matchAll(/'?([a-z-]+)'?: at\('(src\/[^']+)\.ts'\)/g)].map(([, name, file]) => [name, file]),
  );
  const threads: string[] = [];
  for await (const file of glob('src/**/*.ts', { cwd: ROOT })) {
    const source = readFileSync(join(ROOT, file), 'utf8');
    for (const [, name = ''] of source.matchAll(BESIDE))
      threads.push(`${dirname(file).replaceAll('\\', '/')}/${name}`);
  }
  expect(threads).not.toEqual([]);
  for (const thread of threads) expect(entries.get(basename(thread)), thread).toBe(thread);
});
