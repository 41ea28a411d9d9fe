import { rename } from 'node:fs/promises';
import type { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';
import { readFileIfThere, writeFileAtomic } from './atomic-file.ts';

/** A list of things that outlives the program, in one JSON file with one owner. */
export type JsonList<T> = {
  readonly entries: readonly T[];
  /** Replaces the list; resolves when it is on the disk. Writes never overtake each other. */
  replace(entries: readonly T[]): Promise<void>;
  /** Resolves when every write so far has ended, well or badly. */
  settled(): Promise<void>;
};

export type JsonListOptions<T> = {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** Told what could not be read; the file is kept under a new name when nothing in it was usable. */
  readonly onProblem: (problem: HarkError) => void;
};

/** Reads the list; entries that are not valid are left out and named, a file that is no list is kept aside. */
export async function openJsonList<T>(options: JsonListOptions<T>): Promise<JsonList<T>> {
  let entries: readonly T[] = await readEntries(options);
  let lastWrite: Promise<void> = Promise.resolve();
  return {
    get entries() {
      return entries;
    },
    replace(next) {
      entries = next;
      const text = `${JSON.stringify(next, null, 2)}\n`;
      const write = lastWrite.then(() => writeFileAtomic(options.path, text));
      lastWrite = write.catch(() => {});
      return write;
    },
    settled: () => lastWrite,
  };
}

async function readEntries<T>({ path, schema, onProblem }: JsonListOptions<T>): Promise<T[]> {
  const values = await readArray(path, onProblem);
  const parsed = values.map((value) => schema.safeParse(value));
  const bad = parsed.filter((result) => !result.success).length;
  if (bad > 0) onProblem(new HarkError('invalid_input', `${bad} entries of ${path} were not usable.`));
  return parsed.flatMap((result) => (result.success ? [result.data] : []));
}

async function readArray(path: string, onProblem: (problem: HarkError) => void): Promise<unknown[]> {
  try {
    const text = await readFileIfThere(path);
    if (text === undefined) return [];
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (Array.isArray(value)) return value;
  } catch {
    // No file that can be read, or not JSON: kept aside like any other file that is no list.
  }
  const aside = `${path}.corrupt`;
  const kept = await rename(path, aside).then(
    () => `It was kept as ${aside}.`,
    () => 'It was left where it is.',
  );
  onProblem(new HarkError('invalid_input', `${path} was not readable.`, { kept }));
  return [];
}
