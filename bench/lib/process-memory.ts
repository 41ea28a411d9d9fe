import { readFileSync } from 'node:fs';

/**
 * Memory of a process, MB: what it has alone and its share of what it has with others (PSS, proc_pid_smaps(5)). 0 when it has
 * ended. Linux only.
 */
export function memoryOf(pid: number): number {
  return numberIn(`/proc/${pid}/smaps_rollup`, /^Pss:\s+(\d+) kB/m) / 1024;
}

/** How often the main thread of a process has gone to sleep of itself so far: once per wake-up. */
export function wakeUpsOf(pid: number): number {
  return numberIn(`/proc/${pid}/status`, /^voluntary_ctxt_switches:\s+(\d+)/m);
}

/** What the process was started with. */
export function commandLineOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
}

function numberIn(file: string, pattern: RegExp): number {
  return Number(pattern.exec(read(file))?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
