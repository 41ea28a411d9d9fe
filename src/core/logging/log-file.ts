import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createBatchWriter } from '#shared/base/batch-writer.ts';
import { hasCode } from '../storage/system-error.ts';

export type LogFile = {
  /** Takes a line in at once; writing comes later. Never throws. */
  write(line: string): void;
  /** Lines that were lost: too many waited, or the disk refused them. */
  readonly lost: number;
  /** Resolves when everything that was taken in is written, or refused. Never rejects. */
  close(): Promise<void>;
};

export type LogFileParts = {
  readonly folder: string;
  /** Milliseconds since the epoch; names the files that are full. */
  readonly now: () => number;
  /** The disk refuses lines from now on; once until it takes some again. */
  readonly onRefused: (error: unknown) => void;
  /** A file that is larger is put aside, bytes; 1 MiB by default. */
  readonly maxBytes?: number;
};

const NAME = 'hark.log';
const FULL_NAME = /^hark-\d+-\d+\.log$/;
const MAX_BYTES = 1024 * 1024;
/**
 * So much is kept of full files, in files of the largest size; the oldest go first. Their number says nothing: two processes that
 * put a file aside at once leave a small one behind.
 */
const MAX_FULL_FILES = 4;
/** What waits for the disk, characters; beyond this the oldest lines are dropped and counted. */
const MAX_WAITING = 256 * 1024;

/**
 * A file for lines, readable by its owner only, that stays small: a full one gets a name of its own, and the oldest of those
 * are removed. Several processes may write into one folder. Each batch is appended by one call and the file is found by its name
 * each time, so that none writes into another's line or on into a file that was put aside; and no file is ever renamed onto
 * another, so that two that do so at once lose nothing.
 */
export function createLogFile({ folder, now, onRefused, maxBytes = MAX_BYTES }: LogFileParts): LogFile {
  const path = join(folder, NAME);
  let refused = 0;
  let isRefusing = false;
  let fullAt = 0;

  const writeBatch = async (lines: readonly string[]): Promise<void> => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (await isFull(path, maxBytes)) {
        fullAt = Math.max(now(), fullAt + 1);
        await putAside(path, join(folder, `hark-${fullAt}-${process.pid}.log`));
        await removeOldest(folder, MAX_FULL_FILES * maxBytes);
      }
      await appendFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
      isRefusing = false;
    } catch (error) {
      refused += lines.length;
      if (!isRefusing) onRefused(error);
      isRefusing = true;
    }
  };
  const writer = createBatchWriter<string>({
    limit: MAX_WAITING,
    sizeOf: (line) => line.length,
    write: writeBatch,
  });
  return {
    write: writer.push,
    get lost() {
      return writer.dropped + refused;
    },
    close: writer.flush,
  };
}

/** The log's files, oldest first; those that a process puts aside meanwhile may be named by both names. */
export async function logFiles(folder: string): Promise<readonly string[]> {
  const full = await fullFiles(folder);
  return [...full, NAME].map((name) => join(folder, name));
}

async function fullFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  // The time in them has as many digits for the next centuries.
  return names.filter((name) => FULL_NAME.test(name)).sort();
}

async function isFull(path: string, maxBytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.size >= maxBytes;
}

/** Another process may have been first, which is as good. */
async function putAside(path: string, fullPath: string): Promise<void> {
  await rename(path, fullPath).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error;
  });
}

async function removeOldest(folder: string, maxBytes: number): Promise<void> {
  let kept = 0;
  for (const name of (await fullFiles(folder)).toReversed()) {
    const path = join(folder, name);
    kept += (await stat(path).catch(() => undefined))?.size ?? 0;
    if (kept > maxBytes) await rm(path, { force: true });
  }
}
