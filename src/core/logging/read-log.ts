import { readFile } from 'node:fs/promises';
import { LOG_LEVELS, type LogEntry, type LogLevel } from '#shared/bridge/log.ts';
import { logFiles } from './log-file.ts';

/** The text of all the log's files, oldest first. Files that are gone meanwhile are left out. */
export async function readLogText(folder: string): Promise<string> {
  const texts = (await logFiles(folder)).map((path) => readFile(path, 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join('');
}

/** The newest `limit` lines of the log, oldest first. A line that is no entry, of a crash or another hand, is left out. */
export async function readLog(folder: string, limit: number): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for (const path of (await logFiles(folder)).toReversed()) {
    const text = await readFile(path, 'utf8').catch(() => '');
    for (const line of text.split('\n').toReversed()) {
      if (entries.length === limit) return entries.toReversed();
      const entry = readEntry(line);
      if (entry !== undefined) entries.push(entry);
    }
  }
  return entries.toReversed();
}

function readEntry(line: string): LogEntry | undefined {
  if (line === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is LogEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { at, level, from, message, detail } = value as Record<keyof LogEntry, unknown>;
  const texts = [at, from, message, detail ?? ''];
  return texts.every((text) => typeof text === 'string') && LOG_LEVELS.includes(level as LogLevel);
}
