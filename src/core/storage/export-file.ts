import { stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { hasCode } from './system-error.ts';

/** More files of one name than these are no accident. */
const MAX_SAME_NAME = 100;

/**
 * Writes a file into the person's downloads, or their home where there are none, under a name that is free. Answers with its
 * absolute path; rejects with `device` when it cannot be written.
 */
export async function writeExport(home: string, name: string, content: string | Uint8Array): Promise<string> {
  const folder = await downloadsOf(home);
  const { name: stem, ext } = parse(name);
  for (let count = 1; count <= MAX_SAME_NAME; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${ext}`);
    if (await writeNew(path, content)) return path;
  }
  throw notWritten(folder);
}

async function downloadsOf(home: string): Promise<string> {
  const downloads = join(home, 'Downloads');
  const isFolder = await stat(downloads).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? downloads : home;
}

/** False when there is such a file already. */
async function writeNew(path: string, content: string | Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (hasCode(cause, 'EEXIST')) return false;
    throw notWritten(parse(path).dir, cause);
  }
}

function notWritten(folder: string, cause?: unknown): HarkError {
  return new HarkError('device', `Nothing could be written to ${folder}.`, {
    kept: 'What was to be saved is still in Hark.',
    action: 'Check that the folder may be written and the disk is not full.',
    cause,
  });
}
