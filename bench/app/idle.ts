import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '../lib/bench.ts';
import { commandLineOf, memoryOf, wakeUpsOf } from '../lib/process-memory.ts';
import { processorTimeBelow } from '../lib/processor-time.ts';
import { type Shell, type ShellOptions, startShell } from './shell.ts';

const SETTLED_MS = 20_000;

type Part = 'main' | 'engine' | 'pages' | 'rest of Chromium';
type Use = { readonly cpuMs: number; readonly wakeUps: number; readonly memory: number };

const STATES: readonly (readonly [string, ShellOptions])[] = [
  ['Hark, window open', { app: 'hark' }],
  ['Hark, started hidden, in the tray', { app: 'hark', args: ['--hidden'] }],
  ['blank app, window open', { app: 'blank' }],
];
const PARTS: readonly (readonly [Part, string])[] = [
  ['main', 'main process'],
  ['engine', 'engine process'],
  ['pages', 'pages (renderers)'],
  ['rest of Chromium', 'rest of Chromium'],
];

/** B16: what the app costs that nobody uses. */
export async function idleUse(seconds: number): Promise<Table> {
  const rows: (readonly (string | number)[])[] = [];
  for (const [title, options] of STATES) {
    const shell = await startShell({ ...options, witness: false });
    try {
      await sleep(SETTLED_MS);
      rows.push(...(await measure(title, shell, seconds)));
    } finally {
      await shell.close();
    }
  }
  return {
    title: 'Idle app (B16)',
    columns: ['state and process', '% of a core', 'wake-ups a second', 'memory (PSS), MB'],
    rows,
    note: `Counted by the system over ${seconds} s, ${SETTLED_MS / 1000} s after the start, with the offline engine; wake-ups of the main thread. Limits: an idle page 0.13 to 0.25 % of a core, 2 wake-ups a second, the blank app + 25 MB. The rivals’ figures: a running audio context 1.5 %, an open microphone 2.9 %; OpenWhispr 500 MB and hello-world apps of Electron 120 to 300 MB, RSS. The double’s main process is Node without Chromium in it. Where the limit of memory is missed, the reason is the engine, which a blank app has not: half of its memory is the recogniser, which is there before the first word so that nobody waits for it, and stays for as long as a session is open.`,
  };
}

async function measure(
  title: string,
  shell: Shell,
  seconds: number,
): Promise<readonly (readonly string[])[]> {
  const before = usesOf(shell.pid);
  await sleep(seconds * 1000);
  const after = usesOf(shell.pid);
  const row = (name: string, processes: readonly (readonly [number, Use])[]): readonly string[] => {
    const sum = (figure: (use: Use, earlier: Use | undefined) => number): number =>
      processes.reduce((total, [pid, use]) => total + figure(use, before.get(pid)), 0);
    return [
      `${title}: ${name}`,
      (sum((use, earlier) => use.cpuMs - (earlier?.cpuMs ?? 0)) / (10 * seconds)).toFixed(2),
      (sum((use, earlier) => use.wakeUps - (earlier?.wakeUps ?? 0)) / seconds).toFixed(1),
      sum((use) => use.memory).toFixed(0),
    ];
  };
  const parts = PARTS.map(
    ([part, name]) => [name, [...after].filter(([pid]) => partOf(pid, shell.pid) === part)] as const,
  );
  return [
    ...parts.flatMap(([name, processes]) => (processes.length === 0 ? [] : [row(name, processes)])),
    row('together', [...after]),
  ];
}

function usesOf(root: number): ReadonlyMap<number, Use> {
  const own = processorTimeBelow(process.pid).get(root) ?? 0;
  const all = [[root, own] as const, ...processorTimeBelow(root)];
  return new Map(all.map(([pid, cpuMs]) => [pid, { cpuMs, wakeUps: wakeUpsOf(pid), memory: memoryOf(pid) }]));
}

function partOf(pid: number, root: number): Part {
  if (pid === root) return 'main';
  const command = commandLineOf(pid);
  if (command.includes('engine.js')) return 'engine';
  return command.includes('--type=renderer') ? 'pages' : 'rest of Chromium';
}
