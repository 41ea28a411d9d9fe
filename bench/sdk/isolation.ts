import { progress, type Table } from '../lib/bench.ts';
import { percentile } from '../lib/statistics.ts';
import { runWorkload, type Server } from './rounds.ts';
import { WORKLOADS, type WorkloadName } from './workloads.ts';

const ALL = { worker: { as: 'hark' }, inline: { as: 'harkInline' }, peer: { as: 'agents' } } as const;
type Column = keyof typeof ALL;
const COLUMNS = Object.keys(ALL) as Column[];

/** The last two would end the process, or never return, without a thread of their own. */
const MEASURED: readonly (readonly [WorkloadName, readonly Column[]])[] = [
  ['busy200', COLUMNS],
  ['busy2000', COLUMNS],
  ['throws', COLUMNS],
  ['endsThread', ['worker']],
  ['loops', ['worker']],
];

/** B18: what a tool that blocks costs the audio. */
export async function isolation(server: Server): Promise<Table> {
  const rows = [];
  for (const [workload, columns] of MEASURED) {
    const clients = Object.fromEntries(columns.map((column) => [column, ALL[column]]));
    const figures = await runWorkload(server, { workload, clients, rounds: 1 });
    rows.push([WORKLOADS[workload].title, ...COLUMNS.map((column) => cell(figures[column]))]);
    progress(`measured ${workload}`);
  }
  return {
    title: 'Between two deltas at the application, while a tool works, ms p99 / max (B18)',
    columns: ['tool', 'Hark, tool worker', 'Hark, in the session’s thread', '@openai/agents-realtime'],
    rows,
    note: 'The server sends 20 ms of audio every 20 ms. The goal is a p99 of 25 ms whatever the tool does, and no delta lost, which is checked. A tool that ends its process, or never returns, can only be survived in a thread of its own.',
  };
}

function cell(gaps: readonly number[] | undefined): string {
  if (gaps === undefined) return '–';
  return `${percentile(gaps, 0.99).toFixed(1)} / ${Math.max(...gaps).toFixed(1)}`;
}
