import { openBenchPage } from './audio/browser.ts';
import { bargeIn, captureArrival, continuity } from './audio/page-measures.ts';
import { resamplerCost } from './audio/resampler-cost.ts';
import { click, loadPlayers, playerCost, recorderCost } from './audio/worklet-cost.ts';
import type { Bench } from './lib/bench.ts';
import { ensurePeers } from './lib/scripts.ts';

/** Player and recorder against those of the wavtools package. */
export const audio: Bench = {
  title: 'Player and recorder',
  about:
    'Against wavtools 0.1.5, the player and recorder of OpenAI’s realtime console: in a headless Chromium with its fake devices, and the worklets alone in Node. B numbers are those of `reference/performance.md`.',
  async run() {
    await ensurePeers();
    const players = await loadPlayers();
    const onTheAudioThread = [playerCost(players), click(players), await recorderCost(), resamplerCost()];
    const { page, close } = await openBenchPage();
    try {
      return [await bargeIn(page), await continuity(page), await captureArrival(page), ...onTheAudioThread];
    } finally {
      await close();
    }
  },
};
