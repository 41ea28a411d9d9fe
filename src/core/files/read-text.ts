import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { hasCode } from '../storage/system-error.ts';
import { type Folders, isInside, isPrivate } from './allowed-folders.ts';

/** Largest file that is read, bytes. */
export const MAX_FILE_BYTES = 64 * 1024;

export type ReadOptions = {
  /** Real paths. */
  readonly roots: readonly string[];
  readonly folders: Folders;
};

/** The path behind all links, once it is known to lie in an allowed folder and not to be private. Rejects otherwise. */
export async function checkedPath(path: string, { roots, folders }: ReadOptions): Promise<string> {
  const real = await realPathOf(path);
  const root = roots.find((folder) => isInside(real, folder));
  if (root === undefined) {
    throw new HarkError('denied', `${basename(path)} is not in a folder I may look into.`, {
      action: 'Add its folder in the settings under Files.',
    });
  }
  if (isPrivate(real, root, folders)) throw new HarkError('denied', `${basename(path)} is private.`);
  return real;
}

/**
 * Reads a text file of an allowed folder. What is checked is what was opened: the file is opened without following a link,
 * must be a regular file, and must still be the one behind the path that was checked. Rejects with a HarkError.
 */
export async function readTextFile(path: string, options: ReadOptions): Promise<string> {
  const real = await checkedPath(path, options);
  const bytes = await readChecked(real).catch((cause: unknown) => {
    if (cause instanceof HarkError) throw cause;
    throw new HarkError('unavailable', `${basename(real)} cannot be read.`, { cause });
  });
  return decodeText(bytes, basename(real));
}

async function readChecked(real: string): Promise<Uint8Array> {
  // Before opening: opening a device can already do something.
  if (!(await lstat(real)).isFile()) throw notAFile(real);
  const file = await open(
    real,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    await checkOpened(file, real);
    return await readAtMost(file, real);
  } finally {
    await file.close();
  }
}

async function checkOpened(file: FileHandle, real: string): Promise<void> {
  const opened = await file.stat();
  if (!opened.isFile()) throw notAFile(real);
  const now = await stat(real);
  const same =
    process.platform === 'linux'
      ? (await readlink(`/proc/self/fd/${file.fd}`)) === real
      : (await realpath(real)) === real && now.ino === opened.ino && now.dev === opened.dev;
  if (!same) throw new HarkError('denied', `${basename(real)} changed while it was being opened.`);
}

async function readAtMost(file: FileHandle, real: string): Promise<Uint8Array> {
  const buffer = new Uint8Array(MAX_FILE_BYTES + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  if (length > MAX_FILE_BYTES) {
    throw new HarkError(
      'invalid_input',
      `${basename(real)} is longer than 64 kilobytes, too long to read aloud.`,
    );
  }
  return buffer.subarray(0, length);
}

/** UTF-8, or UTF-16 with its mark. Throws `invalid_input` for anything that is not text. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Invalid bytes: not text, as below.
  }
  throw new HarkError('invalid_input', `${name} is not a text file.`);
}

function realPathOf(path: string): Promise<string> {
  return realpath(path).catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT'))
      throw new HarkError('not_found', `There is no file ${basename(path)}.`, { cause });
    throw new HarkError('denied', `${basename(path)} cannot be reached.`, { cause });
  });
}

function notAFile(path: string): HarkError {
  return new HarkError('invalid_input', `${basename(path)} is not an ordinary file.`);
}
