import { extname } from 'node:path';
import { createToolWorker } from '#realtime/index.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { ConversationPage, EntryPage } from '#shared/bridge/conversations.ts';
import type { Query } from './conversations-thread.ts';
import type { ConversationChange, ListQuery, PlacedEntry, ReadQuery } from './queries.ts';

/**
 * The conversations that are kept, in one SQLite file. Its thread does all the work, so that audio never waits for a disk.
 * Everything rejects with `unavailable` where this Node has no SQLite with full-text search, and with `device` when the disk fails.
 */
export type ConversationStore = {
  /** Adds and replaces; all of it or nothing. Resolves when it is on the disk. */
  write(changes: readonly ConversationChange[]): Promise<void>;
  list(query: ListQuery): Promise<ConversationPage>;
  /** Rejects with `not_found`, like all that name a conversation. */
  read(query: ReadQuery): Promise<EntryPage>;
  /** The last `limit` entries, oldest of them first; none when there is no such conversation. */
  readLast(id: string, limit: number): Promise<readonly PlacedEntry[]>;
  /** `''` gives it its first words as a name again. */
  rename(id: string, title: string): Promise<void>;
  /** Afterwards its words are in none of the files any more. */
  remove(id: string): Promise<void>;
  /** Also what was set aside because it was damaged. */
  removeAll(): Promise<void>;
  /** Removes conversations that nothing was added to since `time`, ms since the epoch; answers how many. */
  removeBefore(time: number): Promise<number>;
  close(): Promise<void>;
};

export type ConversationStoreOptions = {
  readonly path: string;
  /** Told when the file was damaged, and where it was set aside. */
  readonly onProblem: (problem: HarkError) => void;
};

/** Nothing is opened before it is needed: a history that is off costs no thread. */
export function createConversationStore({ path, onProblem }: ConversationStoreOptions): ConversationStore {
  const thread = createToolWorker(
    new URL(`./conversations-thread${extname(import.meta.url)}`, import.meta.url),
  );
  const never = new AbortController().signal;
  const progress = (asidePath: unknown): void => onProblem(damaged(String(asidePath)));
  let isUsed = false;
  /** The thread answers each query with what the store says it does. */
  const ask = (query: Query): Promise<never> => {
    isUsed = true;
    return thread.execute({ path, query }, { callId: query.type, signal: never, progress }) as Promise<never>;
  };
  return {
    write: (changes) => ask({ type: 'write', changes }),
    list: (query) => ask({ type: 'list', query }),
    read: (query) => ask({ type: 'read', query }),
    readLast: (id, limit) => ask({ type: 'read_last', id, limit }),
    rename: (id, title) => ask({ type: 'rename', id, title }),
    remove: (id) => ask({ type: 'remove', id }),
    removeAll: () => ask({ type: 'remove_all' }),
    removeBefore: (time) => ask({ type: 'remove_before', time }),
    async close() {
      // Ending the thread alone would leave the log of the database for the next start to sort out.
      if (isUsed) await ask({ type: 'close' }).catch(() => {});
      await thread.close();
    },
  };
}

function damaged(asidePath: string): HarkError {
  return new HarkError(
    'invalid_input',
    'The history of conversations was damaged, and a new one was begun.',
    {
      kept: `The damaged file was kept as ${asidePath}.`,
    },
  );
}
