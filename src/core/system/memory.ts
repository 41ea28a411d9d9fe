import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';

export type Memory = { readonly freeBytes: number; readonly totalBytes: number };

/** Memory that programs could still get. Linux counts caches as used in `freemem`, so its own estimate is taken there. */
export async function readMemory(): Promise<Memory> {
  const meminfo = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const availableKib = /^MemAvailable:\s+(\d+) kB/m.exec(meminfo)?.[1];
  const freeBytes = availableKib === undefined ? freemem() : Number(availableKib) * 1024;
  return { freeBytes, totalBytes: totalmem() };
}
