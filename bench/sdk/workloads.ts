import type { Play } from './plays.ts';
import type { Work } from './work.ts';

/** What a workload's figure is of. */
export type Figure =
  /** CPU time of the client's process per unit, µs, one figure per pass. */
  | 'cpu'
  /** What the server timed, ms, one figure per repetition. */
  | 'times'
  /** From the arrival of a delta at the process to the application's listener, ms, one figure per delta. */
  | 'latency'
  /** Between one delta at the application's listener and the next, ms. */
  | 'gaps'
  /** Heap and buffers the client keeps, MB, one figure; then the CPU time it took, s. */
  | 'memory';

export type Workload = {
  /** What is said of a unit. */
  readonly title: string;
  readonly figure: Figure;
  /** Items in the history beforehand. */
  readonly history?: number;
  /** A pass; `uplink` is sent by the client itself. */
  readonly pass: Play | { readonly play: 'uplink'; readonly count: number };
  /** Units of one pass. */
  readonly units: number;
  readonly warmUps: number;
  readonly passes: number;
};

/** Warmed up until Node has compiled what it will: the figures are of a session that has gone on for a while. */
const cpu = { figure: 'cpu', warmUps: 2, passes: 3 } as const;

const audio = (ms: number, count: number): Workload => ({
  ...cpu,
  title: `audio delta of ${ms} ms`,
  pass: { play: 'audio', ms, count },
  units: count,
});

const items = (history: number): Workload => ({
  ...cpu,
  title: `item event, ${history.toLocaleString('en')} items of history`,
  history,
  pass: { play: 'items', count: 1500 },
  units: 4500,
  warmUps: 4,
});

const tools = (history: number, figure: 'cpu' | 'times'): Workload => ({
  figure,
  title:
    history === 0
      ? 'tool call, empty history'
      : `tool call, ${history.toLocaleString('en')} items of history`,
  history,
  pass: { play: 'tools', count: 200 },
  units: 200,
  warmUps: 2,
  passes: 2,
});

const interrupt = (queuedMs: number): Workload => ({
  figure: 'times',
  title:
    queuedMs === 0 ? 'speech_started' : `speech_started behind ${queuedMs / 1000} s of audio in one burst`,
  pass: { play: 'interrupt', count: 10, queuedMs },
  units: 10,
  warmUps: 1,
  passes: 2,
});

/** Warmed up by a flood first: see `client.ts`. */
const paced = (ms: number, count: number): Workload => ({
  figure: 'latency',
  title: `audio delta of ${ms} ms`,
  pass: { play: 'paced', ms, count },
  units: count,
  warmUps: 0,
  passes: 1,
});

const work = (title: string, job: Work, everyMs: number): Workload => ({
  figure: 'gaps',
  title,
  pass: { play: 'work', work: job, everyMs, count: 6 },
  units: (6 * everyMs) / 20,
  warmUps: 0,
  passes: 1,
});

export const WORKLOADS = {
  audio20: audio(20, 40_000),
  audio100: audio(100, 15_000),
  audio250: audio(250, 6_000),
  transcript: {
    ...cpu,
    title: 'transcript delta',
    pass: { play: 'transcript', count: 50_000 },
    units: 50_000,
  },
  items100: items(100),
  items1000: items(1_000),
  items3000: items(3_000),
  uplink: {
    ...cpu,
    title: 'microphone frame of 20 ms',
    pass: { play: 'uplink', count: 10_000 },
    units: 10_000,
  },
  toolsCpu: tools(0, 'cpu'),
  tools0: tools(0, 'times'),
  tools2000: tools(2_000, 'times'),
  interrupt0: interrupt(0),
  interrupt30: interrupt(30_000),
  paced20: paced(20, 250),
  paced100: paced(100, 50),
  busy200: work('busy for 200 ms each second', { task: 'busy', ms: 200 }, 1000),
  busy2000: work('busy for 2 s every 3 s', { task: 'busy', ms: 2000 }, 3000),
  throws: work('throws each second', { task: 'throw', ms: 0 }, 1000),
  endsThread: work('ends its thread each second', { task: 'end the thread', ms: 0 }, 1000),
  loops: work('loops for ever; given up after 3 s', { task: 'loop', ms: 0 }, 4000),
  turns: {
    ...cpu,
    title: 'turn of 15 s, heard and answered',
    pass: { play: 'conversation', count: 60 },
    units: 60,
  },
  hour: {
    figure: 'memory',
    title: 'one hour of conversation',
    pass: { play: 'conversation', count: 240 },
    units: 1,
    warmUps: 0,
    passes: 1,
  },
} as const satisfies Record<string, Workload>;
export type WorkloadName = keyof typeof WORKLOADS;
