import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Table } from '../lib/bench.ts';
import { median } from '../lib/statistics.ts';
import { harkWorklet, type Processor, type Worklet, wavtoolsWorklet } from './worklets.ts';

const RATE_HZ = 24_000;
const QUANTUM = 128;
const CHUNK = 480;
const QUEUED_SECONDS = [1, 10, 60, 300, 900];
const CAPTURED_SECONDS = 60;
const CUTS = 50;

type Message = { readonly type?: string; readonly event?: string };
/** A player's worklet and how it is spoken to. */
export type PlayerWorklet = {
  readonly name: string;
  readonly worklet: Worklet;
  readonly write: (samples: Int16Array) => Message;
  readonly cut: Message;
};

export async function loadPlayers(): Promise<readonly PlayerWorklet[]> {
  return [
    {
      name: 'Hark',
      worklet: await harkWorklet('playback', RATE_HZ),
      write: (samples) => ({ type: 'audio', itemId: 'item', samples }) as Message,
      cut: { type: 'flush', id: 1 } as Message,
    },
    {
      name: 'wavtools',
      worklet: await wavtoolsWorklet('stream_processor'),
      write: (buffer) => ({ event: 'write', trackId: 'item', buffer }) as Message,
      cut: { event: 'interrupt', requestId: '1' } as Message,
    },
  ];
}

const send = (processor: Processor, data: unknown): void => processor.port.onmessage?.({ data, ports: [] });

function render(processor: Processor): Float32Array {
  const output = new Float32Array(QUANTUM);
  processor.process([[]], [[output]]);
  return output;
}

/** One second of a tone whose period does not fit into the pieces. */
const TONE_STEP = (2 * Math.PI * 310) / RATE_HZ;
const TONE = Int16Array.from({ length: RATE_HZ }, (_, index) => 16_000 * Math.sin(index * TONE_STEP));

function fill(
  player: PlayerWorklet,
  seconds: number,
): { processor: Processor; microsecondsPerSecond: number } {
  const processor = player.worklet.create();
  const chunks = Array.from({ length: (seconds * RATE_HZ) / CHUNK }, (_, index) => {
    const from = (index * CHUNK) % RATE_HZ;
    return TONE.slice(from, from + CHUNK);
  });
  const start = performance.now();
  for (const chunk of chunks) send(processor, player.write(chunk));
  return { processor, microsecondsPerSecond: ((performance.now() - start) * 1000) / seconds };
}

/** Median of batches, µs per quantum: what a busy machine takes in between does not count. */
function quantumCost(run: () => void, batches = 30, quanta = 25): number {
  return median(
    Array.from({ length: batches }, () => {
      const start = performance.now();
      for (let quantum = 0; quantum < quanta; quantum += 1) run();
      return ((performance.now() - start) * 1000) / quanta;
    }),
  );
}

/** B11: the player behind ever more queued audio. */
export function playerCost(players: readonly PlayerWorklet[]): Table {
  // Compiled code is measured, not the compiler.
  for (const player of players) {
    const { processor } = fill(player, 20);
    for (let quantum = 0; quantum < 3000; quantum += 1) render(processor);
  }
  const rows = players.map((player) => {
    const output = [[new Float32Array(QUANTUM)]];
    const costs = QUEUED_SECONDS.map((seconds) => {
      const { processor, microsecondsPerSecond } = fill(player, seconds);
      // One second may have run out; more than that is never consumed here.
      const perQuantum = quantumCost(() => processor.process([[]], output), seconds === 1 ? 6 : 30);
      return { perQuantum, microsecondsPerSecond };
    });
    const enqueue = median(costs.map((cost) => cost.microsecondsPerSecond));
    return [player.name, ...costs.map(({ perQuantum }) => perQuantum.toFixed(2)), enqueue.toFixed(1)];
  });
  return {
    title: 'Player: µs per quantum of 128 samples, by seconds of audio queued (B11)',
    columns: [
      'player',
      ...QUEUED_SECONDS.map((seconds) => `${seconds} s`),
      'µs to enqueue 1 s in 20 ms pieces',
    ],
    rows,
    note: 'The worklets themselves in Node, with a stand-in for the audio thread. A quantum lasts 5,333 µs.',
  };
}

/** How much harder a cut steps than the sound itself does; above 1 it clicks. */
export function click(players: readonly PlayerWorklet[]): Table {
  const natural = (16_000 / 32_768) * TONE_STEP;
  const rows = players.map((player) => {
    const steps = Array.from({ length: CUTS }, (_, cut) => {
      const { processor } = fill(player, 1);
      let before = new Float32Array(QUANTUM);
      // Each cut falls into another phase of the tone.
      for (let quantum = 0; quantum < 30 + cut; quantum += 1) before = new Float32Array(render(processor));
      send(processor, player.cut);
      const around = [...before, ...render(processor), ...render(processor)];
      const jumps = around.slice(1).map((sample, index) => Math.abs(sample - (around[index] ?? 0)));
      return Math.max(...jumps) / natural;
    });
    return [player.name, median(steps).toFixed(1), Math.max(...steps).toFixed(1)];
  });
  return {
    title: 'Player: step at a cut, in steps of the tone that is cut (B8)',
    columns: ['player', 'p50', 'max'],
    rows,
  };
}

/** B10, the part on the audio thread: one minute of microphone. */
export async function recorderCost(): Promise<Table> {
  const recorders = [
    { name: 'Hark', worklet: await harkWorklet('capture', RATE_HZ), start: { type: 'arm' } },
    { name: 'wavtools', worklet: await wavtoolsWorklet('audio_processor'), start: { event: 'start' } },
  ];
  const quanta = (CAPTURED_SECONDS * RATE_HZ) / QUANTUM;
  const inputs = [[Float32Array.from({ length: QUANTUM }, (_, index) => Math.sin(index * TONE_STEP) / 2)]];
  const rows = recorders.map(({ name, worklet, start }) => {
    const processor = worklet.create();
    const outputs = [[new Float32Array(QUANTUM)]];
    send(processor, start);
    for (let quantum = 0; quantum < 3000; quantum += 1) processor.process(inputs, outputs);
    const heldBefore = memoryInUse();
    const postedBefore = worklet.posted;
    const batches = 100;
    const cost = quantumCost(() => processor.process(inputs, outputs), batches, quanta / batches);
    const messages = (worklet.posted - postedBefore) / CAPTURED_SECONDS;
    const kept = (memoryInUse() - heldBefore) / 2 ** 20;
    // Keeps the processor, and what it keeps, alive until here.
    send(processor, { type: 'stop', event: 'stop' });
    return [name, cost.toFixed(2), messages.toFixed(0), Math.max(0, kept).toFixed(1)];
  });
  return {
    title: 'Recorder: one minute of microphone on the audio thread (B10)',
    columns: ['recorder', 'µs per quantum', 'messages a second', 'MB kept after a minute'],
    rows,
    note: 'Hark posts 50 frames and 25 levels a second.',
  };
}

function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
