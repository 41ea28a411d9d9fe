import { setTimeout as sleep } from 'node:timers/promises';
import { CAPTURE_FRAME_SAMPLES } from '#shared/audio/capture-core.ts';
import { progress, type Table } from '../lib/bench.ts';
import { spread } from '../lib/statistics.ts';
import { openPage, type PageClient } from './page-client.ts';
import type { TimedRelay } from './timed-relay.ts';
import type { WebHost } from './web-host.ts';

const REQUESTS = 150;
const FRAMES = 200;
const FRAME_MS = 20;
const READY_MS = 1500;

/** One hop through host and core each way, without a browser. */
export async function hops(host: WebHost, relay: TimedRelay): Promise<Table> {
  const page = await openPage(host.url);
  await sleep(READY_MS);
  const roundTrips = await requests(page);
  progress('asked the host');
  const down = await audioDown(page, relay);
  progress('played an answer');
  const up = await framesUp(page, relay);
  progress('recorded');
  await page.close();
  return {
    title: 'Web host: one hop, ms',
    columns: ['from → to', 'times', 'p50 / p99'],
    rows: [
      ['request → reply (`snapshot.get`)', roundTrips.length, spread(roundTrips, 2)],
      ['microphone frame at the page’s socket → `append` on the wire', up.length, spread(up, 2)],
      ['audio delta on the wire → command at the page’s socket', down.length, spread(down, 2)],
    ],
    note: 'Page, relay and clock are in the bench’s process; host and core in theirs, the engine in its own.',
  };
}

async function requests(page: PageClient): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const start = performance.now();
    await page.request('snapshot.get', {});
    times.push(performance.now() - start);
  }
  return times;
}

/** Each delta becomes one command, in order. */
async function audioDown(page: PageClient, relay: TimedRelay): Promise<readonly number[]> {
  const arrivals: number[] = [];
  page.takeAudio((command, at) => {
    if (command.type === 'audio') arrivals.push(at);
    // Plays in no time at all, so that core does not wait for the loudspeaker.
    if (command.type === 'end')
      page.sendAudio({ type: 'playhead', itemId: command.itemId, playedSamples: 0, ended: true });
  });
  await page.request('text.send', { text: 'what can you do' });
  await until(() => relay.timesOf('response.done').length > 0);
  await sleep(200);
  const sent = relay.timesOf('response.output_audio.delta');
  if (sent.length !== arrivals.length)
    throw new Error(`${sent.length} deltas became ${arrivals.length} commands.`);
  return arrivals.map((at, index) => at - (sent[index] ?? Number.NaN));
}

/** Hands-free, every frame goes straight on; it is quiet, so that no turn begins. */
async function framesUp(page: PageClient, relay: TimedRelay): Promise<readonly number[]> {
  await page.request('hands_free.set', { on: true });
  await sleep(200);
  const before = relay.timesOf('input_audio_buffer.append').length;
  const sent: number[] = [];
  for (let frame = 0; frame < FRAMES; frame += 1) {
    await sleep(FRAME_MS);
    sent.push(performance.now());
    page.sendAudio({ type: 'frame', samples: new Int16Array(CAPTURE_FRAME_SAMPLES) });
  }
  await until(() => relay.timesOf('input_audio_buffer.append').length >= before + FRAMES);
  await page.request('hands_free.set', { on: false });
  const arrivals = relay.timesOf('input_audio_buffer.append').slice(before);
  return sent.map((at, index) => (arrivals[index] ?? Number.NaN) - at);
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 10_000) throw new Error('The host did not answer within 10 s.');
    await sleep(10);
  }
}
