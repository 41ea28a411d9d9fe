import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { readFileIfThere } from './atomic-file.ts';
import { hasCode } from './system-error.ts';

const entrySchema = z.discriminatedUnion('phase', [
  z.object({
    phase: z.literal('begin'),
    callId: z.string(),
    tool: z.string(),
    arguments: z.unknown(),
    /** Milliseconds since the epoch. */
    at: z.number(),
  }),
  z.object({
    phase: z.literal('end'),
    callId: z.string(),
    outcome: z.enum(['done', 'failed', 'unknown']),
    at: z.number(),
  }),
]);
type JournalEntry = z.infer<typeof entrySchema>;
type Begin = Extract<JournalEntry, { phase: 'begin' }>;

/** What tools did: one JSON line before a call acts and one after, so that a crash leaves a trace. */
export type Journal = {
  /** Resolves when the line is on the disk. Rejects with `device` when it cannot be. */
  append(entry: JournalEntry): Promise<void>;
  /** Calls of an earlier run that began and have no end: they may or may not have happened. */
  readonly unfinished: readonly Begin[];
};

/** Beyond this the journal starts anew; the former one stays next to it, bytes. */
const MAX_BYTES = 1024 * 1024;

export type JournalOptions = {
  readonly path: string;
  readonly clock: Clock;
  /** Told when the journal cannot be read or written; a file that cannot be read is kept next to it. */
  readonly onProblem: (problem: HarkError) => void;
};

/** Opens the journal and closes what an earlier run left open, so that it is reported once. */
export async function openJournal({ path, clock, onProblem }: JournalOptions): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = await readUnfinished(path, onProblem);
  let lastWrite: Promise<void> = Promise.resolve();
  const write = async (entry: JournalEntry): Promise<void> => {
    const file = await open(path, 'a', 0o600);
    try {
      // A line break first: a line torn by a crash then spoils only itself.
      await file.appendFile(`\n${JSON.stringify(entry)}`, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
  };
  const append = (entry: JournalEntry): Promise<void> => {
    const written = lastWrite.then(() => write(entry)).catch(throwUnwritable);
    lastWrite = written.catch(() => {});
    return written;
  };
  try {
    for (const { callId } of unfinished) {
      await append({ phase: 'end', callId, outcome: 'unknown', at: clock.wallTime() });
    }
  } catch (error) {
    onProblem(error as HarkError);
  }
  return { unfinished, append };
}

function throwUnwritable(cause: unknown): never {
  throw new HarkError('device', 'The journal of actions cannot be written.', {
    action: 'Check that the disk is not full.',
    cause,
  });
}

async function readUnfinished(path: string, onProblem: JournalOptions['onProblem']): Promise<Begin[]> {
  try {
    const unfinished = unfinishedOf(await readEntries(path));
    await rotate(path);
    return unfinished;
  } catch (cause) {
    const aside = `${path}.1`;
    const kept = await rename(path, aside).then(
      () => `It was kept as ${aside}.`,
      () => 'It was left where it is.',
    );
    onProblem(new HarkError('invalid_input', 'The journal of actions was not readable.', { kept, cause }));
    return [];
  }
}

async function readEntries(path: string): Promise<JournalEntry[]> {
  const text = (await readFileIfThere(path)) ?? '';
  return text.split('\n').flatMap((line) => {
    const entry = entrySchema.safeParse(parseLine(line));
    return entry.success ? [entry.data] : [];
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function unfinishedOf(entries: readonly JournalEntry[]): Begin[] {
  const open = new Map<string, Begin>();
  for (const entry of entries) {
    if (entry.phase === 'begin') open.set(entry.callId, entry);
    else open.delete(entry.callId);
  }
  return [...open.values()];
}

async function rotate(path: string): Promise<void> {
  try {
    if ((await stat(path)).size > MAX_BYTES) await rename(path, `${path}.1`);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
