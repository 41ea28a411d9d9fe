// What the thread of the history runs. It owns the database: nobody else opens the file in this process.
import type { DatabaseSync } from 'node:sqlite';
import { HarkError } from '#shared/base/errors.ts';
import { isDamage, loadSqlite, openDatabase, removeSetAside, setAside } from './open-database.ts';
import * as queries from './queries.ts';

/** What can be asked of the database, and what each answers with. */
export type Query =
  | { readonly type: 'write'; readonly changes: readonly queries.ConversationChange[] }
  | { readonly type: 'list'; readonly query: queries.ListQuery }
  | { readonly type: 'read'; readonly query: queries.ReadQuery }
  | { readonly type: 'read_last'; readonly id: string; readonly limit: number }
  | { readonly type: 'rename'; readonly id: string; readonly title: string }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'remove_all' }
  | { readonly type: 'remove_before'; readonly time: number }
  | { readonly type: 'close' };

type Request = { readonly path: string; readonly query: Query };

let database: DatabaseSync | undefined;

/** Tells `progress` where a damaged file is now; the query is then answered from a new one. */
export async function execute(
  { path, query }: Request,
  { progress }: { progress(asidePath: string): void },
): Promise<unknown> {
  const sqlite = await loadSqlite();
  const run = (): unknown => {
    database ??= openDatabase(path, sqlite);
    return answer(database, path, query);
  };
  try {
    return run();
  } catch (error) {
    if (!isDamage(error)) throw toHarkError(error);
    close();
    progress(setAside(path));
    return run();
  }
}

function answer(opened: DatabaseSync, path: string, query: Query): unknown {
  switch (query.type) {
    case 'write':
      return queries.write(opened, query.changes);
    case 'list':
      return queries.list(opened, query.query);
    case 'read':
      return queries.read(opened, query.query);
    case 'read_last':
      return queries.readLast(opened, query.id, query.limit);
    case 'rename':
      return queries.rename(opened, query.id, query.title);
    case 'remove':
      return queries.remove(opened, query.id);
    case 'remove_all':
      removeSetAside(path);
      return queries.removeAll(opened);
    case 'remove_before':
      return queries.removeBefore(opened, query.time);
    case 'close':
      return close();
  }
}

function close(): void {
  database?.close();
  database = undefined;
}

function toHarkError(cause: unknown): unknown {
  if (cause instanceof HarkError) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new HarkError('device', `The history cannot be read or written: ${detail}.`, {
    kept: 'The conversation goes on without it.',
    action: 'Check that the disk is not full and may be written.',
    cause,
  });
}
