import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HARK = fileURLToPath(new URL('../../scripts/hark.mjs', import.meta.url));

/** Where an example connects. */
export type Server = AsyncDisposable & { readonly url: string; readonly apiKey: string };

/** The server that HARK_URL and HARK_API_KEY name, or an offline engine that ends with the example. */
export async function openServer(): Promise<Server> {
  const { HARK_URL: url, HARK_API_KEY: apiKey = '' } = process.env;
  if (url !== undefined) return { url, apiKey, [Symbol.asyncDispose]: async () => {} };
  const engine = spawn(process.execPath, [HARK, 'engine', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(engine.stdout), 'line');
  const started = JSON.parse(line);
  return { url: started.url, apiKey: started.token, [Symbol.asyncDispose]: () => end(engine) };
}

async function end(engine: ChildProcess): Promise<void> {
  engine.kill();
  if (engine.exitCode === null) await once(engine, 'exit');
}
