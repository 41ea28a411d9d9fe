import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '../lib/bench.ts';
import { median } from '../lib/statistics.ts';
import { toolCall } from '../sdk/frames.ts';
import { type Desk, openDesk } from './desk.ts';

const START_MS = 1500;

/** What the app does when it is told to quit, and how it is brought to it. */
const STATES: readonly (readonly [string, (desk: Desk) => Promise<void>])[] = [
  ['ready', async () => {}],
  [
    'listening',
    async ({ pressKey, server }) => {
      const heard = server.arrival('input_audio_buffer.append');
      await pressKey();
      await heard;
    },
  ],
  [
    'speaking',
    async ({ server, untilTray }) => {
      server.speak(10_000);
      await untilTray('speaking');
    },
  ],
  [
    'a tool at work',
    async ({ server }) => {
      const { before, from } = toolCall({
        response: 'resp_quit',
        call: 'call_quit',
        previous: null,
        name: 'find_files',
        args: { name: 'no file is called so' },
      });
      server.send(...before, ...from);
      await sleep(100);
      if (server.hasAnswered('call_quit'))
        throw new Error('The tool was done before the app was told to quit.');
    },
  ],
];

/** From Quit in the tray to the end, whatever goes on. */
export async function quitTimes(times: number): Promise<Table> {
  const silent = await startSilentServer();
  const rows: (readonly string[])[] = [];
  try {
    for (const [state, reach] of STATES) rows.push(row(state, await measure(times, reach)));
    rows.push(
      row('connecting', await measure(times, async ({ untilTray }) => untilTray('connecting'), silent.url)),
    );
  } finally {
    silent.close();
  }
  return {
    title: 'Quit, ms from the tray’s menu, median / longest',
    columns: ['state', 'app.exit', 'end of the process', 'limit'],
    rows,
    note: `${times} times each. Until \`app.exit\` is the app’s own part; after that the double ends its Chromium and removes the profile. The limit is for the app’s part; after 1500 ms it exits whatever hangs. No rival’s figure is known.`,
  };
}

type Ends = { readonly exited: number[]; readonly ended: number[] };

function row(state: string, { exited, ended }: Ends): readonly string[] {
  const cell = (times: readonly number[]): string =>
    `${median(times).toFixed(0)} / ${Math.max(...times).toFixed(0)}`;
  return [state, cell(exited), cell(ended), '1500'];
}

async function measure(times: number, reach: (desk: Desk) => Promise<void>, url?: string): Promise<Ends> {
  const ends: Ends = { exited: [], ended: [] };
  for (let time = 0; time < times; time += 1) {
    const desk = await openDesk(() => ({ files: { allowedFolders: ['/usr', '/proc'] } }), url);
    try {
      if (url === undefined) {
        await desk.untilTray('ready');
        await sleep(START_MS);
      }
      await reach(desk);
      const { exited, ended } = await quit(desk);
      ends.exited.push(exited);
      ends.ended.push(ended);
    } finally {
      await desk.close();
    }
  }
  return ends;
}

async function quit({ desktop }: Desk): Promise<{ exited: number; ended: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  const note = join(folder, 'exit');
  const ended = once(desktop.electron.process(), 'exit').then(() => Date.now());
  const start = await desktop.electron.evaluate(({ app }, file) => {
    app.once('quit', () => process.getBuiltinModule('node:fs').writeFileSync(file, String(Date.now())));
    // Afterwards, so that this call is answered first.
    setTimeout(() => Reflect.get(globalThis, '__double').trayMenu('quit'), 50);
    return Date.now() + 50;
  }, note);
  const end = await ended;
  const exited = Number(await readFile(note, 'utf8'));
  await rm(folder, { recursive: true });
  return { exited: exited - start, ended: end - start };
}

/** Takes connections and never says a word. */
async function startSilentServer(): Promise<{ readonly url: string; close(): void }> {
  const server: Server = createServer((socket) => socket.on('error', () => {}).resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}/v1/realtime`, close: () => server.close() };
}
