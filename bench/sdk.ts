import { type Bench, progress } from './lib/bench.ts';
import { ensurePeers } from './lib/scripts.ts';
import { addedLatency } from './sdk/added-latency.ts';
import { importCost } from './sdk/import-cost.ts';
import { isolation } from './sdk/isolation.ts';
import { type Figures, runWorkload, startServer } from './sdk/rounds.ts';
import { costTable, hourTable, timesTable } from './sdk/tables.ts';
import { validationCost } from './sdk/validation-cost.ts';
import type { WorkloadName } from './sdk/workloads.ts';

const ROUNDS = 3;
const CLIENTS = { hark: { as: 'hark' }, agents: { as: 'agents' }, floor: { as: 'floor' } } as const;
const COMPARED: readonly WorkloadName[] = [
  'audio20',
  'audio100',
  'audio250',
  'transcript',
  'items100',
  'items1000',
  'items3000',
  'uplink',
  'toolsCpu',
  'tools0',
  'tools2000',
  'interrupt0',
  'interrupt30',
  'hour',
];

/** What Hark's SDK costs beside the newest SDK of OpenAI and beside doing next to nothing. */
export const sdk: Bench = {
  title: 'The realtime SDK',
  about:
    'Hark’s session, `@openai/agents-realtime` 0.20.0 (its `RealtimeSession`) and a bare `ws` client with one `JSON.parse` per frame, each in its own process, against one server on the loopback interface in another. Every client has listeners for audio, transcript, history and interruption. Medians of three interleaved rounds of fresh processes, each warmed up. B numbers are those of `reference/performance.md`.',
  async run() {
    await ensurePeers();
    const server = await startServer();
    const results = new Map<WorkloadName, Figures>();
    for (const workload of COMPARED) {
      results.set(workload, await runWorkload(server, { workload, clients: CLIENTS, rounds: ROUNDS }));
      progress(`measured ${workload}`);
    }
    const separate = [await addedLatency(server), await isolation(server), await validationCost(server)];
    server.close();
    return [costTable(results), timesTable(results), ...separate, hourTable(results), await importCost()];
  },
};
