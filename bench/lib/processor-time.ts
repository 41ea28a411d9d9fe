import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in ticks of 10 ms (sysconf(_SC_CLK_TCK) is 100 on every common build). */
const MS_PER_TICK = 10;

type Entry = { readonly pid: number; readonly parent: number; readonly cpuMs: number };

function readEntry(pid: number): Entry | undefined {
  try {
    // Fields after the name, which may hold anything (proc(5)): state, ppid, … utime is the 12th, stime the 13th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
    return { pid, parent: Number(fields[1]), cpuMs };
  } catch {
    // It has ended.
    return undefined;
  }
}

/** CPU time of every process below `root` so far, ms by pid. Linux only. */
export function processorTimeBelow(root: number): ReadonlyMap<number, number> {
  const entries = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readEntry(Number(name)))
    .filter((entry) => entry !== undefined);
  const found = new Map<number, number>();
  let parents = [root];
  while (parents.length > 0) {
    const children = entries.filter(({ parent }) => parents.includes(parent));
    for (const { pid, cpuMs } of children) found.set(pid, cpuMs);
    parents = children.map(({ pid }) => pid);
  }
  return found;
}

/** CPU ms spent below this process per second, while `task` runs. */
export async function processorTimeDuring(task: () => Promise<unknown>): Promise<number> {
  const before = processorTimeBelow(process.pid);
  const start = performance.now();
  await task();
  const seconds = (performance.now() - start) / 1000;
  let spent = 0;
  for (const [pid, cpuMs] of processorTimeBelow(process.pid)) spent += cpuMs - (before.get(pid) ?? 0);
  return spent / seconds;
}
