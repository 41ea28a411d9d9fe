import type { Table } from '../lib/bench.ts';
import { median, percentile } from '../lib/statistics.ts';
import type { Figures } from './rounds.ts';
import { SUBJECTS, type SubjectName } from './subject.ts';
import { WORKLOADS, type WorkloadName } from './workloads.ts';

export type Results = ReadonlyMap<WorkloadName, Figures>;

const NAMES = Object.keys(SUBJECTS) as SubjectName[];
const COLUMNS = Object.values(SUBJECTS);

/** The median figure of a client. */
function middle(results: Results, workload: WorkloadName, subject: SubjectName): number {
  return median(results.get(workload)?.[subject] ?? []);
}

/** How many times as much the second costs as the first. */
function ratio(
  results: Results,
  workload: WorkloadName,
  [a, b]: readonly [SubjectName, SubjectName],
): string {
  return `${(middle(results, workload, b) / middle(results, workload, a)).toFixed(1)}×`;
}

const COST_NOTE =
  'CPU time of the client’s whole process, garbage collection included, while events come as fast as it takes them. The floor checks nothing, keeps no history and decodes no audio. The goals are a third of the peer’s cost and twice the floor’s. Where deltas miss the first, the reason is the floor: the socket and `JSON.parse` alone are from a quarter to seven tenths of what the peer spends, so that a third leaves little or nothing for validation, history and decoding. Where a short delta misses the second, the reason is its memory: each gets its own, so that it may be transferred, and the allocation costs more than the decoding. An item event is validated part by part, placed among the others and told as a patch, and a tool call is ten such events, where the floor only parses: both miss the second, and the item event misses the first while the history is short. The goal for a microphone frame is 4.5 times: the floor itself, base64 and the masking of `ws`, is not much below that, and Hark also keeps what was said until the server has understood it, to say it again should the connection break.';

/** CPU time per unit. */
export function costTable(results: Results): Table {
  const measured = [...results.keys()].filter((name) => WORKLOADS[name].figure === 'cpu');
  const growth = (subject: SubjectName): string =>
    (middle(results, 'items3000', subject) / middle(results, 'items100', subject)).toFixed(2);
  return {
    title: 'CPU time per unit, µs (B1, B2, B4–B6)',
    columns: ['unit', ...COLUMNS, 'peer ÷ Hark', 'Hark ÷ floor'],
    rows: measured.map((name) => [
      WORKLOADS[name].title,
      ...NAMES.map((subject) => middle(results, name, subject).toFixed(1)),
      ratio(results, name, ['hark', 'agents']),
      ratio(results, name, ['floor', 'hark']),
    ]),
    note: `${COST_NOTE} With 3,000 items of history instead of 100 an event costs ${growth('hark')} times as much with Hark, ${growth('agents')} times with the peer.`,
  };
}

/** Times the server took. */
export function timesTable(results: Results): Table {
  const measured = [...results.keys()].filter((name) => WORKLOADS[name].figure === 'times');
  const cell = (name: WorkloadName, subject: SubjectName): string => {
    const figures = results.get(name)?.[subject] ?? [];
    return `${median(figures).toFixed(2)} / ${percentile(figures, 0.9).toFixed(2)}`;
  };
  const growth = (subject: SubjectName): string =>
    (middle(results, 'tools2000', subject) / middle(results, 'tools0', subject)).toFixed(2);
  return {
    title: 'Round trips at the server, ms p50 / p90 (B5, B7)',
    columns: ['from → to', ...COLUMNS, 'peer ÷ Hark'],
    rows: measured.map((name) => [
      `${WORKLOADS[name].title} → ${name.startsWith('tools') ? 'its output' : 'first frame'}`,
      ...NAMES.map((subject) => cell(name, subject)),
      ratio(results, name, ['hark', 'agents']),
    ]),
    note: `With 2,000 items of history a tool call takes ${growth('hark')} times as long with Hark as with none, ${growth('agents')} times with the peer. Both validate its arguments with zod. The goal for interruptions is 2.5 times as quick as the peer: with nothing queued both answer within the loopback’s own round trip, and behind a burst the audio before it has to be read first.`,
  };
}

/** What an hour leaves behind. */
export function hourTable(results: Results): Table {
  const figure = (index: number, subject: SubjectName): string =>
    median((results.get('hour')?.[subject] ?? []).filter((_, place) => place % 2 === index)).toFixed(2);
  return {
    title: 'One hour of conversation: 240 turns, 18,000 audio deltas (B17)',
    columns: ['of the client’s process', ...COLUMNS],
    rows: [
      ['heap and buffers kept, MB', ...NAMES.map((subject) => figure(0, subject))],
      ['CPU time, s', ...NAMES.map((subject) => figure(1, subject))],
    ],
    note: 'After a garbage collection, less what was kept after the first 20 turns.',
  };
}
