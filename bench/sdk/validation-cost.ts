import { progress, type Table } from '../lib/bench.ts';
import { median } from '../lib/statistics.ts';
import { runWorkload, type Server } from './rounds.ts';
import { WORKLOADS } from './workloads.ts';

const ROUNDS = 3;
const CLIENTS = {
  checked: { as: 'hark' },
  unchecked: { as: 'hark', options: ['--import', new URL('./unchecked.ts', import.meta.url).href] },
} as const;

/** B19: what it costs that no event is believed. */
export async function validationCost(server: Server): Promise<Table> {
  const rows = [];
  for (const workload of ['audio20', 'audio100', 'transcript', 'items100', 'toolsCpu', 'turns'] as const) {
    const figures = await runWorkload(server, { workload, clients: CLIENTS, rounds: ROUNDS });
    const [on, off] = [median(figures.checked), median(figures.unchecked)];
    rows.push([
      WORKLOADS[workload].title,
      on.toFixed(2),
      off.toFixed(2),
      `${((100 * (on - off)) / on).toFixed(0)} %`,
    ]);
    progress(`measured ${workload} without validation`);
  }
  return {
    title: 'What validation costs, CPU time per unit, µs (B19)',
    columns: ['unit', 'every event validated', 'events believed', 'validation’s share'],
    rows,
    note: 'Of Hark’s whole process. Events are believed by replacing, in the bench alone, the module that compares them with their schemas (`bench/sdk/unchecked.ts`); JSON, size and depth are read as ever. The goal is 5 % of what a session spends. A comparison takes a tenth to a few tenths of a microsecond: where it is more than 5 %, the reason is how little the rest costs. That damaged frames do no harm is a test’s to show: `test/realtime/fuzz/mutated-frames.test.ts`.',
  };
}
