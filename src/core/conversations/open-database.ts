import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { HarkError } from '#shared/base/errors.ts';
import { INDEXES, prepareSchema } from './schema.ts';

type Sqlite = typeof import('node:sqlite');

/** How long to wait for another process that writes, ms. */
const BUSY_TIMEOUT_MS = 2_000;

/** SQLite's error codes (sqlite.org/rescode.html): a statement that does not fit, a damaged file, no database. */
const SQLITE_ERROR = 1;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** The room of what is freed is given back, what is deleted is overwritten, and what was written outlives a power cut. */
const SETTINGS = `
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA secure_delete = ON;
  PRAGMA synchronous = FULL;`;

/** What belongs to a database in WAL mode: the file, its log and its shared memory. */
const PARTS = ['', '-wal', '-shm'];

/**
 * Opens the database at `path`, or makes it, readable by its owner only. Throws `unavailable` when this Node has no SQLite with
 * full-text search, and the error of SQLite when the file is damaged.
 */
export function openDatabase(path: string, sqlite: Sqlite): DatabaseSync {
  // SQLite gives its other files the permissions of this one.
  closeSync(openSync(path, 'a', 0o600));
  const database = new sqlite.DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec(SETTINGS);
    requireFullTextSearch(database);
    prepareSchema(database);
    requireSound(database);
    requireOwnSchema(database, new sqlite.DatabaseSync(':memory:'));
    return database;
  } catch (error) {
    database.close();
    // Here every statement is fixed: one that does not work meets tables that are not as they were made.
    throw kindOf(error) === SQLITE_ERROR ? damageOf(String(error), error) : error;
  }
}

/** Node's SQLite. Rejects with `unavailable` where it is missing. */
export async function loadSqlite(): Promise<Sqlite> {
  try {
    return await import('node:sqlite');
  } catch (cause) {
    throw notKept(`Node ${process.version} has no SQLite`, cause);
  }
}

/** True for what SQLite throws when the file itself is the trouble. */
export function isDamage(error: unknown): boolean {
  const kind = kindOf(error);
  return kind === SQLITE_CORRUPT || kind === SQLITE_NOTADB;
}

/** Moves a damaged database aside, in place of an earlier one; answers where it is now. */
export function setAside(path: string): string {
  const aside = asideOf(path);
  removeSetAside(path);
  for (const part of PARTS) {
    try {
      renameSync(`${path}${part}`, `${aside}${part}`);
    } catch (error) {
      if (part === '') throw error;
    }
  }
  return aside;
}

/** Removes the damaged database that was set aside, if there is one. */
export function removeSetAside(path: string): void {
  for (const part of PARTS) rmSync(`${asideOf(path)}${part}`, { force: true });
}

function asideOf(path: string): string {
  return `${path}.corrupt`;
}

function requireFullTextSearch(database: DatabaseSync): void {
  const { fts5 } = database.prepare("SELECT sqlite_compileoption_used('ENABLE_FTS5') AS fts5").get() ?? {};
  if (fts5 === 1) return;
  throw notKept('its SQLite has no full-text search');
}

function notKept(why: string, cause?: unknown): HarkError {
  return new HarkError('unavailable', `Conversations are not kept: ${why}.`, {
    kept: 'Everything else works.',
    action: 'Use Node 24 or newer, with the SQLite it brings along.',
    cause,
  });
}

/** Reads the whole file once: damage is found at the start and not in the middle of a conversation. */
function requireSound(database: DatabaseSync): void {
  const { quick_check: finding } = database.prepare('PRAGMA quick_check(1)').get() ?? {};
  if (finding !== 'ok') throw damageOf(String(finding));
  // The check does not always look into the indexes.
  for (const index of INDEXES) database.exec(`INSERT INTO ${index} (${index}) VALUES ('integrity-check')`);
}

/** The tables must be as a new database has them; `fresh` is an empty one. */
function requireOwnSchema(database: DatabaseSync, fresh: DatabaseSync): void {
  prepareSchema(fresh);
  const [found, made] = [database, fresh].map((one) =>
    JSON.stringify(one.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()),
  );
  fresh.close();
  if (found !== made) throw damageOf('its tables are not as they were made');
}

function damageOf(finding: string, cause?: unknown): Error {
  return Object.assign(new Error(`The database is damaged: ${finding}`, { cause }), {
    errcode: SQLITE_CORRUPT,
  });
}

/** The lowest byte of an error code of SQLite is its kind; the others say more about it. */
function kindOf(error: unknown): number | undefined {
  const isCoded = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
  return isCoded ? (error.errcode as number) & 0xff : undefined;
}
