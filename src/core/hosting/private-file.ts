import { open, readFile, rename, rm } from 'node:fs/promises';
import { HarkError } from '#shared/base/errors.ts';

/** The JSON in a file, or `undefined` when there is no such file. Rejects when the file cannot be read as JSON. */
export async function readPrivateJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw failed(path, 'cannot be read', cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw failed(path, 'is damaged', cause);
  }
}

/** Replaces a file that only its owner may read: whole or not at all, whenever the power goes. */
export async function writePrivateJson(path: string, value: unknown): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw failed(path, 'cannot be written', cause);
  }
}

function failed(path: string, what: string, cause: unknown): HarkError {
  return new HarkError('unavailable', `${path} ${what}.`, { action: 'Check or remove the file.', cause });
}
