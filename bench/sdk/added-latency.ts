import { progress, type Table } from '../lib/bench.ts';
import { median, percentile } from '../lib/statistics.ts';
import { runWorkload, type Server } from './rounds.ts';
import { SUBJECTS, type SubjectName } from './subject.ts';
import { WORKLOADS } from './workloads.ts';

const ROUNDS = 3;
const CLIENTS = { hark: { as: 'hark' }, agents: { as: 'agents' }, floor: { as: 'floor' } } as const;

/** B3: what a client adds between the socket and the application. */
export async function addedLatency(server: Server): Promise<Table> {
  const rows = [];
  for (const workload of ['paced20', 'paced100'] as const) {
    const figures = await runWorkload(server, { workload, clients: CLIENTS, rounds: ROUNDS });
    const at = (subject: SubjectName, part: number): number => 1000 * percentile(figures[subject], part);
    const share = (subject: SubjectName, part: number): string =>
      (at('hark', part) / at(subject, part)).toFixed(2);
    rows.push([
      WORKLOADS[workload].title,
      ...(Object.keys(SUBJECTS) as SubjectName[]).map(
        (subject) => `${(1000 * median(figures[subject])).toFixed(0)} / ${at(subject, 0.99).toFixed(0)}`,
      ),
      `${share('agents', 0.5)} / ${share('agents', 0.99)}`,
      share('floor', 0.5),
    ]);
    progress(`measured ${workload}`);
  }
  return {
    title: 'From the arrival of a delta to the application, µs p50 / p99 (B3)',
    columns: ['unit', ...Object.values(SUBJECTS), 'Hark ÷ peer', 'Hark ÷ floor, p50'],
    rows,
    note: 'One delta at a time, at the speed of sound; it arrives when Node hands its bytes to the socket. The goals are 0.55 / 0.60 of the peer, and 1.4 times the floor. Where they are missed, the reason is the pause before each delta: after 20 ms the code has left the processor’s caches, and running it costs ten times what it costs in a flood (first table). Of the floor’s time `ws` takes four fifths; Hark’s way is longer, as it validates, keeps history and playhead and tells listeners.',
  };
}
