import type { DatabaseSync } from 'node:sqlite';
import { HarkError } from '#shared/base/errors.ts';

/** Says in the file's header whose it is: "Hark" in ASCII. */
const APPLICATION_ID = 0x48_61_72_6b;

/**
 * Each step takes a database from the version of its index to the next; what was released is never edited.
 *
 * The words lie in `entry` and `conversation` once; the two indexes hold only where which word stands. They forget what is
 * deleted at once (`secure-delete`), and follow their tables by triggers, so that nobody can change one without the other.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE conversation (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    endpoint TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX conversation_changed ON conversation (changed_at, key);

  CREATE TABLE entry (
    key INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,
    id TEXT NOT NULL,
    position REAL NOT NULL,
    role TEXT NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (conversation, id)
  ) STRICT;
  CREATE INDEX entry_order ON entry (conversation, position);
  ${searchable('entry', 'text')}
  ${searchable('conversation', 'title')}
  `,
];

/** The full-text indexes. */
export const INDEXES = ['entry_words', 'conversation_words'] as const;

/** A full-text index over one column, without regard to case and diacritics; two and three letters find fast as well. */
function searchable(table: string, column: string): string {
  const index = `${table}_words`;
  const forget = `INSERT INTO ${index} (${index}, rowid, ${column}) VALUES ('delete', old.key, old.${column});`;
  const learn = `INSERT INTO ${index} (rowid, ${column}) VALUES (new.key, new.${column});`;
  return `
  CREATE VIRTUAL TABLE ${index} USING fts5 (
    ${column}, content = '${table}', content_rowid = 'key', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER ${table}_added AFTER INSERT ON ${table} BEGIN ${learn} END;
  CREATE TRIGGER ${table}_removed AFTER DELETE ON ${table} BEGIN ${forget} END;
  CREATE TRIGGER ${table}_changed AFTER UPDATE OF ${column} ON ${table} BEGIN ${forget} ${learn} END;
  `;
}

/**
 * Makes a database, new or of an earlier version, one of this version. Throws `unavailable` for one of a newer version, which
 * is left as it is.
 */
export function prepareSchema(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version > STEPS.length) {
    throw new HarkError('unavailable', 'The history was written by a newer version of Hark.', {
      kept: 'It was left as it is; nothing new is added to it.',
      action: 'Use the newer version.',
    });
  }
  if (version === STEPS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have done it while this one waited for the lock.
    for (const step of STEPS.slice(versionOf(database))) database.exec(step);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${STEPS.length}; COMMIT`);
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}
