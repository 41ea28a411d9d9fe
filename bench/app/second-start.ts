import type { Table } from '../lib/bench.ts';
import { median } from '../lib/statistics.ts';
import { openDesk } from './desk.ts';

const AT_ONCE = 20;

/** R35: the app is started while it runs already. */
export async function secondStart(times: number): Promise<Table> {
  const desk = await openDesk();
  try {
    await desk.untilTray('ready');
    const start = async (): Promise<number> => {
      const began = performance.now();
      await desk.desktop.startAgain('--ptt', 'status');
      return performance.now() - began;
    };
    const alone: number[] = [];
    for (let time = 0; time < times; time += 1) alone.push(await start());
    const together = await Promise.all(Array.from({ length: AT_ONCE }, start));
    const row = (what: string, took: readonly number[]): readonly string[] => [
      what,
      `${median(took).toFixed(0)} / ${Math.max(...took).toFixed(0)}`,
      '1000',
    ];
    return {
      title: 'Second start, ms from the start of the process to its end, median / longest (R35)',
      columns: ['started', 'handed over and ended', 'limit'],
      rows: [row('one after another', alone), row(`${AT_ONCE} at once`, together)],
      note: `${times} times one after another. Most of it is Node’s start and the bundle that it reads; Electron’s own start is not in it. The limit is for one: as many as ${AT_ONCE} share the processors.`,
    };
  } finally {
    await desk.close();
  }
}
