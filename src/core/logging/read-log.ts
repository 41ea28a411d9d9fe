import { open, readFile } from 'node:fs/promises';
import { LOG_LEVELS, type LogEntry, type LogLevel } from '#shared/bridge/log.ts';
import { logFiles } from './log-file.ts';

/** The text of all the log's files, oldest first. Files that are gone meanwhile are left out. */
export async function readLogText(folder: string): Promise<string> {
  const texts = (await logFiles(folder)).map((path) => readFile(path, 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join('');
}

/**
 * The newest `limit` lines of the log, oldest first, fewer when they are long. A line that is no entry, of a crash or another
 * hand, is left out.
 */
export async function readLog(folder: string, limit: number): Promise<readonly LogEntry[]> {
  let text = '';
  for (const path of (await logFiles(folder)).toReversed()) {
    text = (await readEnd(path, MAX_BYTES - text.length)) + text;
    if (text.length >= MAX_BYTES) break;
  }
  return text.split('\n').flatMap(readEntry).slice(-limit);
}

/** So much of the log is read to show its newest lines. */
const MAX_BYTES = 256 * 1024;

/** The end of a file; of one that is gone meanwhile nothing. What the first line lost makes it no entry. */
async function readEnd(path: string, bytes: number): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const length = Math.min(size, bytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function readEntry(line: string): LogEntry[] {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is LogEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { at, level, from, message, detail } = value as Record<keyof LogEntry, unknown>;
  const texts = [at, from, message, detail ?? ''];
  return texts.every((text) => typeof text === 'string') && LOG_LEVELS.includes(level as LogLevel);
}
