import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Settings } from '#shared/settings/settings.ts';

/** `hark serve`, with a data folder of its own. */
export type WebHost = { readonly url: string; readonly pid: number; close(): Promise<void> };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Without an endpoint it starts its own offline engine, as for a person whose first run is over. */
export async function startWebHost(endpoint?: string, settings: Partial<Settings> = {}): Promise<WebHost> {
  const data = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  await writeFile(join(data, 'settings.json'), JSON.stringify(settings));
  const args = endpoint === undefined ? [] : ['--endpoint', endpoint];
  const child = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--json', ...args], {
    cwd: ROOT,
    env: { ...process.env, HARK_DATA: data, OPENAI_API_KEY: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url } = JSON.parse(await firstLine(child)) as { url: string };
  return {
    url,
    pid: child.pid ?? 0,
    async close() {
      child.kill();
      await once(child, 'exit');
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The host has no output to read.');
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('The host ended without a line.');
}
