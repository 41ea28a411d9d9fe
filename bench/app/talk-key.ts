import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '../lib/bench.ts';
import { spread } from '../lib/statistics.ts';
import { type Desk, openDesk } from './desk.ts';

const TURN_MS = 500;
const REST_MS = 600;

type Turns = { readonly opened: number[]; readonly handedIn: number[]; readonly aheadMs: number[] };

/** B13: from the key to the microphone on the wire, and from its end to the turn's. */
export async function talkKey(turns: number): Promise<Table> {
  const cold = await measure('off', turns);
  const kept = await measure('always', turns);
  return {
    title: 'Talk key, ms p50 / p99 (B13)',
    columns: ['from → to', 'microphone closed before', 'kept open', 'limit', 'rival'],
    rows: [
      [
        'key down → first frame at the server',
        spread(cold.opened),
        spread(kept.opened),
        'cold 37, kept 15',
        'wavtools 61 / 207',
      ],
      ['key up → commit at the server', spread(cold.handedIn), spread(kept.handedIn), '25', '–'],
      [
        'sound of the turn, beyond the time of the key',
        spread(cold.aheadMs),
        spread(kept.aheadMs),
        'kept +300',
        '–',
      ],
    ],
    note: `${turns} turns of ${TURN_MS} ms each, by the global hotkey. The device is Chromium’s fake one, which opens at once; real ones add 200 to 590 ms. The rival’s figures are those of its fake device in \`reference/performance.md\`, by the length of its frames. Of the turns before which the microphone was open, the first is left out: it opens it.`,
  };
}

async function measure(keepOpen: 'off' | 'always', turns: number): Promise<Turns> {
  const desk = await openDesk((settings) => ({ microphone: { ...settings.microphone, keepOpen } }));
  try {
    await desk.untilTray('ready');
    await sleep(1500);
    // Opens it, where it is to be kept; loads the code, where not.
    await turn(desk);
    const measured: Turns = { opened: [], handedIn: [], aheadMs: [] };
    for (let count = 0; count < turns; count += 1) {
      const { opened, handedIn, aheadMs } = await turn(desk);
      measured.opened.push(opened);
      measured.handedIn.push(handedIn);
      measured.aheadMs.push(aheadMs);
    }
    return measured;
  } finally {
    await desk.close();
  }
}

async function turn({ server, pressKey, untilTray }: Desk): Promise<Record<keyof Turns, number>> {
  const heardBefore = server.heardMs();
  const first = server.arrival('input_audio_buffer.append');
  const down = await pressKey();
  const opened = (await first) - down;
  await sleep(TURN_MS);
  const committed = server.arrival('input_audio_buffer.commit');
  const up = await pressKey();
  const handedIn = (await committed) - up;
  const aheadMs = server.heardMs() - heardBefore - (up - down);
  await untilTray('ready');
  await sleep(REST_MS);
  return { opened, handedIn, aheadMs };
}
