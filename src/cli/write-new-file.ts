import { writeFile } from 'node:fs/promises';
import { HarkError } from '#shared/base/errors.ts';

/**
 * Writes a file that the person named by an option, readable by them alone. Rejects with `invalid_input`, which tells what it
 * was to hold, when the file is there already or cannot be written.
 */
export async function writeNewFile(
  file: string,
  content: string | Uint8Array,
  { what, option }: { readonly what: string; readonly option: `--${string}` },
): Promise<void> {
  await writeFile(file, content, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    throw new HarkError('invalid_input', `The ${what} could not be written to ${file}.`, {
      field: option,
      kept: 'Nothing was overwritten.',
      action: 'Name a file that is not there yet, in a folder that can be written.',
      cause,
    });
  });
}
