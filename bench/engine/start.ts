import { type EngineHandle, forkNode, launchEngine } from '#engine/launch.ts';
import { createClock } from '#shared/base/clock.ts';
import type { Table } from '../lib/bench.ts';
import { connectToEngine } from '../lib/engine-client.ts';
import { median } from '../lib/statistics.ts';

const RUNS = 5;

/** The engine as the hosts start it: in a process of its own. */
export function launch(): Promise<EngineHandle> {
  return launchEngine({ clock: createClock(globalThis), fork: forkNode });
}

export async function startToReady(): Promise<Table> {
  const ready: number[] = [];
  const created: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    const engine = await launch();
    ready.push(performance.now() - start);
    const client = await connectToEngine(engine);
    created.push(performance.now() - start);
    await client.close();
    await engine.close();
  }
  const row = (name: string, times: readonly number[]): string[] => [
    name,
    median(times).toFixed(0),
    Math.max(...times).toFixed(0),
  ];
  return {
    title: `Start of the engine, ms (${RUNS} runs)`,
    columns: ['from the start of its process', 'p50', 'max'],
    rows: [
      row('→ it listens (`ready`)', ready),
      row('→ first session announced (recogniser loaded)', created),
    ],
  };
}
