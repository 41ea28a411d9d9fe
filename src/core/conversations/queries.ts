import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { HarkError } from '#shared/base/errors.ts';
import type {
  ConversationEntry,
  ConversationPage,
  ConversationSummary,
  EntryPage,
  ExcerptPart,
} from '#shared/bridge/conversations.ts';
import { INDEXES } from './schema.ts';
import { toMatch } from './search-words.ts';

/** An entry and its place among the others of its conversation. */
export type PlacedEntry = ConversationEntry & { readonly position: number };

/** What is to be kept of one conversation; entries that are known already are replaced. */
export type ConversationChange = {
  readonly conversation: { readonly id: string; readonly endpoint: string; readonly startedAt: number };
  readonly entries: readonly PlacedEntry[];
  readonly removed: readonly string[];
};

/** Words around the place found, in an excerpt. */
const EXCERPT_WORDS = 14;
/** Around what was found; neither is a character that people write. */
const FOUND = { begin: '\u0002', end: '\u0003' };

const SUMMARY = `
  c.key, c.id, c.endpoint, c.started_at, c.changed_at,
  coalesce(nullif(c.title, ''), (
    SELECT substr(text, 1, 100) FROM entry
    WHERE conversation = c.key AND role = 'user' AND text <> '' ORDER BY position LIMIT 1
  ), '') AS title,
  (SELECT count(*) FROM entry WHERE conversation = c.key) AS entries`;

type Row = Record<string, SQLOutputValue>;

export function write(database: DatabaseSync, changes: readonly ConversationChange[]): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const change of changes) writeChange(database, change);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function writeChange(database: DatabaseSync, { conversation, entries, removed }: ConversationChange): void {
  const changedAt = Math.max(conversation.startedAt, ...entries.map((entry) => entry.at));
  const row = database
    .prepare(
      `INSERT INTO conversation (id, endpoint, started_at, changed_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET endpoint = excluded.endpoint, changed_at = max(changed_at, excluded.changed_at)
       RETURNING key`,
    )
    .get(conversation.id, conversation.endpoint, conversation.startedAt, changedAt);
  const key = Number(row?.key);
  const put = database.prepare(
    `INSERT INTO entry (conversation, id, position, role, label, text, status, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (conversation, id) DO UPDATE SET position = excluded.position, text = excluded.text, status = excluded.status`,
  );
  for (const { id, position, role, label, text, status, at } of entries) {
    put.run(key, id, position, role, label, text, status, at);
  }
  const remove = database.prepare('DELETE FROM entry WHERE conversation = ? AND id = ?');
  for (const id of removed) remove.run(key, id);
}

export type ListQuery = {
  /** Words to search for; without any all are listed. */
  readonly search: string;
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit: number;
};

/** Conversations, newest change first. Words that are only signs find nothing. */
export function list(database: DatabaseSync, { search, after, limit }: ListQuery): ConversationPage {
  const match = toMatch(search);
  if (match === undefined && search.trim() !== '') return { conversations: [] };
  const [changedAt, key] = cursorOf(after);
  const rows = database
    .prepare(
      `SELECT ${SUMMARY} FROM conversation c
       WHERE (c.changed_at, c.key) < (:changedAt, :key) ${match === undefined ? '' : FOUND_IN}
       ORDER BY c.changed_at DESC, c.key DESC LIMIT :limit`,
    )
    .all({ changedAt, key, limit: limit + 1, ...(match === undefined ? {} : { match }) });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const excerpts = match === undefined ? undefined : excerptsOf(database, page, match);
  return {
    conversations: page.map((row) => summaryOf(row, excerpts?.get(row.key) ?? [])),
    ...(last === undefined ? {} : { next: `${last.changed_at},${last.key}` }),
  };
}

const FOUND_IN = `AND c.key IN (
  SELECT conversation FROM entry WHERE key IN (SELECT rowid FROM entry_words WHERE entry_words MATCH :match)
  UNION SELECT rowid FROM conversation_words WHERE conversation_words MATCH :match
)`;

/**
 * The words around the first place found, by the keys of the conversations. All in one query: each MATCH costs its time anew.
 * The `+` keeps SQLite from running it once for each rowid.
 */
function excerptsOf(
  database: DatabaseSync,
  conversations: readonly Row[],
  match: string,
): Map<unknown, ExcerptPart[]> {
  const rows = database
    .prepare(
      `WITH first AS (
         SELECT conversation, key, min(position) FROM entry
         WHERE key IN (SELECT rowid FROM entry_words WHERE entry_words MATCH :match)
           AND +conversation IN (SELECT value FROM json_each(:keys))
         GROUP BY conversation
       )
       SELECT first.conversation, snippet(entry_words, 0, '${FOUND.begin}', '${FOUND.end}', '…', ${EXCERPT_WORDS}) AS excerpt
       FROM entry_words JOIN first ON first.key = +entry_words.rowid WHERE entry_words MATCH :match`,
    )
    .all({ match, keys: JSON.stringify(conversations.map(({ key }) => key)) });
  return new Map(rows.map((row) => [row.conversation, partsOf(String(row.excerpt))]));
}

function partsOf(marked: string): ExcerptPart[] {
  return marked
    .split(FOUND.begin)
    .flatMap((piece, index) => {
      const [inside = '', ...outside] = index === 0 ? ['', piece] : piece.split(FOUND.end);
      return [
        { text: inside, found: true },
        { text: outside.join(''), found: false },
      ];
    })
    .filter((part) => part.text !== '');
}

export type ReadQuery = { readonly id: string; readonly after?: string; readonly limit: number };

/** Entries of a conversation, oldest first. Throws `not_found`. */
export function read(database: DatabaseSync, { id, after, limit }: ReadQuery): EntryPage {
  const row = database.prepare(`SELECT ${SUMMARY} FROM conversation c WHERE c.id = ?`).get(id);
  if (row === undefined) throw notFound();
  const rows = database
    .prepare('SELECT * FROM entry WHERE conversation = ? AND position > ? ORDER BY position LIMIT ?')
    .all(Number(row.key), after === undefined ? Number.NEGATIVE_INFINITY : Number(after), limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    conversation: summaryOf(row, []),
    entries: page.map(entryOf),
    ...(last === undefined ? {} : { next: String(last.position) }),
  };
}

/** The last entries of a conversation, oldest of them first. */
export function readLast(database: DatabaseSync, id: string, limit: number): PlacedEntry[] {
  const rows = database
    .prepare(
      `SELECT entry.* FROM entry JOIN conversation c ON c.key = entry.conversation
       WHERE c.id = ? ORDER BY position DESC LIMIT ?`,
    )
    .all(id, limit);
  return rows.reverse().map((row) => ({ ...entryOf(row), position: Number(row.position) }));
}

/** `''` gives the conversation its first words as a name again. Throws `not_found`. */
export function rename(database: DatabaseSync, id: string, title: string): void {
  const { changes } = database.prepare('UPDATE conversation SET title = ? WHERE id = ?').run(title, id);
  if (changes === 0) throw notFound();
}

/** Throws `not_found`. */
export function remove(database: DatabaseSync, id: string): void {
  const { changes } = database.prepare('DELETE FROM conversation WHERE id = ?').run(id);
  if (changes === 0) throw notFound();
  wipe(database);
}

export function removeAll(database: DatabaseSync): void {
  database.exec('DELETE FROM conversation');
  wipe(database);
}

/** Removes conversations that nothing was added to since `time`, ms since the epoch; answers how many. */
export function removeBefore(database: DatabaseSync, time: number): number {
  const { changes } = database.prepare('DELETE FROM conversation WHERE changed_at < ?').run(time);
  if (changes > 0) wipe(database);
  return Number(changes);
}

/** What was deleted is overwritten already; here the indexes and the file give the room back, and the log what it still holds. */
function wipe(database: DatabaseSync): void {
  for (const index of INDEXES) database.exec(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
  database.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)');
}

function cursorOf(after: string | undefined): [changedAt: number, key: number] {
  const [changedAt = Number.NaN, key = Number.NaN] = (after ?? '').split(',').map(Number);
  if (after === undefined) return [Number.MAX_SAFE_INTEGER, 0];
  return [changedAt, key];
}

function summaryOf(row: Row, excerpt: readonly ExcerptPart[]): ConversationSummary {
  return {
    id: String(row.id),
    title: String(row.title),
    endpoint: String(row.endpoint),
    startedAt: Number(row.started_at),
    changedAt: Number(row.changed_at),
    entries: Number(row.entries),
    excerpt,
  };
}

/** What is in the database was written by this file alone, so its columns hold what their types say. */
function entryOf(row: Row): ConversationEntry {
  const { id, role, label, text, status, at } = row as unknown as ConversationEntry;
  return { id, role, label, text, status, at };
}

function notFound(): HarkError {
  return new HarkError('not_found', 'That conversation is not in the history any more.');
}
