import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type Server } from '../../examples/support/server.ts';

const FOLDER = resolve(import.meta.dirname, '../../examples');
const examples = globSync('*.ts', { cwd: FOLDER }).sort();

/** Runs an example in a process of its own; its output matters only when it failed. */
async function run(file: string, env: Record<string, string | undefined>) {
  const child = spawn(process.execPath, [join(FOLDER, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output };
}

describe.concurrent('every example checks itself and succeeds', { timeout: 60_000 }, () => {
  let server: Server | undefined;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  it.each(examples)('%s', async (file) => {
    const { code, output } = await run(file, { HARK_URL: server?.url, HARK_API_KEY: server?.apiKey });
    expect(code, output).toBe(0);
  });

  it('with an engine of its own when no server is named', async () => {
    const { code, output } = await run('quickstart.ts', { HARK_URL: undefined });
    expect(code, output).toBe(0);
  });

  it('and fails when the server does not answer as it should', async () => {
    const { code, output } = await run('quickstart.ts', { HARK_URL: 'ws://127.0.0.1:9' });
    expect(code).toBe(1);
    expect(output).toContain('HarkError');
  });
});
