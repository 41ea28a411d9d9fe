import { endOfSpeechToSound } from './engine/latency.ts';
import { stageCost } from './engine/stage-cost.ts';
import { launch, startToReady } from './engine/start.ts';
import type { Bench } from './lib/bench.ts';

/** How long one waits for the offline engine. */
export const engine: Bench = {
  title: 'Offline engine: time',
  about:
    'The engine in a process of its own, as the hosts start it, and a bare WebSocket client with Hark’s tools. Speech is flite’s, spoken at the speed of sound.',
  async run() {
    const start = await startToReady();
    const running = await launch();
    try {
      return [await endOfSpeechToSound(running), start, await stageCost()];
    } finally {
      await running.close();
    }
  },
};
