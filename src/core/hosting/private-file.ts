import { HarkError } from '#shared/base/errors.ts';
import { readFileIfThere, writeFileAtomic } from '../storage/atomic-file.ts';

/** The JSON in a file, or `undefined` when there is no such file. Rejects when the file cannot be read as JSON. */
export async function readPrivateJson(path: string): Promise<unknown> {
  const text = await readFileIfThere(path).catch((cause: unknown) => {
    throw failed(path, 'cannot be read', cause);
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw failed(path, 'is damaged', cause);
  }
}

/** Replaces a file that only its owner may read: whole or not at all, whenever the power goes. */
export async function writePrivateJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`).catch((cause: unknown) => {
    throw failed(path, 'cannot be written', cause);
  });
}

function failed(path: string, what: string, cause: unknown): HarkError {
  return new HarkError('unavailable', `${path} ${what}.`, { action: 'Check or remove the file.', cause });
}
