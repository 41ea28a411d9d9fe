// One client under test in a process of its own: `client.ts <subject> <workload> <url>`. Sends its figures to its parent.
import { setImmediate as turn } from 'node:timers/promises';
import { watchArrivals } from './arrivals.ts';
import type { Play } from './plays.ts';
import type { ClientName, Connect, Subject } from './subject.ts';
import { WORKLOADS, type Workload, type WorkloadName } from './workloads.ts';

const [subjectName, workloadName, url] = process.argv.slice(2) as [ClientName, WorkloadName, string];

const CONNECT: Record<ClientName, () => Promise<Connect>> = {
  hark: async () => (await import('./hark-client.ts')).connectHark,
  harkInline: async () => (await import('./hark-client.ts')).connectHarkInline,
  floor: async () => (await import('./floor-client.ts')).connectFloor,
  agents: async () => {
    const path = new URL('../peers/agents-client.mjs', import.meta.url).href;
    return ((await import(path)) as { connectAgents: Connect }).connectAgents;
  },
};

const heard = { audio: 0, transcript: 0, items: 0, interrupt: 0 };
/** Notes the time of a delta, where that is measured. */
let noteAudio = (): void => {};
let finish: (times: readonly number[]) => void = () => {};

async function connect(): Promise<Subject> {
  const open = await CONNECT[subjectName]();
  return open(url, {
    audio: () => {
      heard.audio += 1;
      noteAudio();
    },
    history: () => {
      heard.items += 1;
    },
    interrupted: () => {
      heard.interrupt += 1;
    },
    text(delta) {
      if (delta.startsWith('[')) finish(JSON.parse(delta) as readonly number[]);
      else heard.transcript += 1;
    },
  });
}

/** Resolves with the server's times when the client has heard the end of the play. */
function play(subject: Subject, wanted: Play): Promise<readonly number[]> {
  return new Promise((resolve) => {
    finish = resolve;
    subject.send({ type: 'bench.play', ...wanted });
  });
}

/** Deltas as fast as they come before those that are timed. */
const WARM_UP_DELTAS = 5000;
/** Frames sent before the server has to confirm them: more would wait in memory, and late audio is dropped. */
const FRAMES_AHEAD = 200;

async function sendMicrophone(subject: Subject, count: number): Promise<void> {
  const samples = Int16Array.from({ length: 480 }, () => (Math.random() - 0.5) * 20_000);
  const [before = 0] = await play(subject, { play: 'appends' });
  for (let sent = 0; sent < count; sent += FRAMES_AHEAD) {
    for (let frame = 0; frame < FRAMES_AHEAD; frame += 1) subject.sendAudio(samples);
    const [arrived = 0] = await play(subject, { play: 'appends' });
    if (arrived - before !== sent + FRAMES_AHEAD) throw new Error('The server did not get every frame.');
  }
}

/** Runs one pass and answers what the server timed. Throws when the application did not hear every unit. */
async function pass(subject: Subject, { pass: wanted, units }: Workload): Promise<readonly number[]> {
  if (wanted.play === 'uplink') {
    await sendMicrophone(subject, wanted.count);
    return [];
  }
  const before = { ...heard };
  const times = await play(subject, wanted);
  const kind = kindOf(wanted.play);
  if (kind !== undefined) {
    const delivered = heard[kind] - before[kind];
    if (delivered < units) throw new Error(`Of ${units} units ${delivered} were heard.`);
  }
  return times;
}

/** What a play makes the application hear, where that is counted. */
function kindOf(name: Play['play']): keyof typeof heard | undefined {
  if (name === 'paced' || name === 'work') return 'audio';
  return name in heard ? (name as keyof typeof heard) : undefined;
}

const cpuMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Bytes that survive a garbage collection. */
async function keptBytes(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await turn();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Code is compiled and pools are filled by a few turns beforehand, so that only what is kept per turn is counted. */
async function measureMemory(subject: Subject, workload: Workload): Promise<readonly number[]> {
  await play(subject, { play: 'conversation', count: 20 });
  const [bytes, cpu] = [await keptBytes(), cpuMicroseconds()];
  await pass(subject, workload);
  const spent = cpuMicroseconds() - cpu;
  return [((await keptBytes()) - bytes) / 2 ** 20, spent / 1e6];
}

/** Deltas by the speed of sound, to code that has been compiled. */
async function measurePaced(subject: Subject, workload: Workload): Promise<readonly number[]> {
  await play(subject, { play: 'audio', ms: 20, count: WARM_UP_DELTAS });
  const figures: number[] = [];
  let from = Number.NaN;
  noteAudio = () => {
    const now = performance.now();
    figures.push(now - (arrivedAt?.() ?? from));
    from = now;
  };
  await pass(subject, workload);
  return arrivedAt === undefined ? figures.slice(1) : figures;
}

async function measure(subject: Subject, workload: Workload): Promise<readonly number[]> {
  if (workload.history) await play(subject, { play: 'fill', count: workload.history });
  if (workload.figure === 'memory') return measureMemory(subject, workload);
  if (workload.figure === 'latency' || workload.figure === 'gaps') return measurePaced(subject, workload);
  for (let round = 0; round < workload.warmUps; round += 1) await pass(subject, workload);
  const figures: number[] = [];
  for (let round = 0; round < workload.passes; round += 1) {
    const before = cpuMicroseconds();
    const times = await pass(subject, workload);
    if (workload.figure === 'cpu') figures.push((cpuMicroseconds() - before) / workload.units);
    else figures.push(...times);
  }
  return figures;
}

const workload: Workload = WORKLOADS[workloadName];
const arrivedAt = workload.figure === 'latency' ? watchArrivals() : undefined;
const subject = await connect();
const figures = await measure(subject, workload);
await subject.close();
process.send?.(figures, () => process.exit());
