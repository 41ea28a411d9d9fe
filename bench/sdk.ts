import { type Bench, progress } from './lib/bench.ts';
import { ensurePeers } from './lib/scripts.ts';
import { importCost } from './sdk/import-cost.ts';
import { type Figures, runWorkload, startServer } from './sdk/rounds.ts';
import { costTable, hourTable, timesTable } from './sdk/tables.ts';
import { WORKLOADS, type WorkloadName } from './sdk/workloads.ts';

const ROUNDS = 3;

/** What Hark's SDK costs beside the newest SDK of OpenAI and beside doing next to nothing. */
export const sdk: Bench = {
  title: 'The realtime SDK',
  about:
    'Hark’s session, `@openai/agents-realtime` 0.20.0 (its `RealtimeSession`) and a bare `ws` client with one `JSON.parse` per frame, each in its own process, against one server on the loopback interface in another. Every client has listeners for audio, transcript, history and interruption. Medians of three interleaved rounds of fresh processes, each warmed up. B numbers are those of `reference/performance.md`.',
  async run() {
    await ensurePeers();
    const server = await startServer();
    const results = new Map<WorkloadName, Figures>();
    for (const name of Object.keys(WORKLOADS) as WorkloadName[]) {
      results.set(name, await runWorkload(server, name, ROUNDS));
      progress(`measured ${name}`);
    }
    server.close();
    return [costTable(results), timesTable(results), hourTable(results), await importCost()];
  },
};
