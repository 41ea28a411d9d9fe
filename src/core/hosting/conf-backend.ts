import { existsSync, lstatSync, readFileSync, renameSync, statSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import type { LogPort, SettingsBackend, SettingsBackup } from '../ports.ts';
import { readFileIfThere, writeFileAtomic } from '../storage/atomic-file.ts';
import { hasCode } from '../storage/system-error.ts';
import { createDiskReserve } from './disk-reserve.ts';

/** The part of conf that is used; electron-store is the same class. */
export type ConfLike = { readonly store: Record<string, unknown> };

export type ConfBackendParts = {
  /** Absolute path of the settings file that `open` reads. */
  readonly file: string;
  /** Reads the file; throws when it is not JSON. */
  readonly open: () => ConfLike;
  readonly log: LogPort;
};

const MAX_SETTINGS_BYTES = 1024 * 1024;

/**
 * For the `deserialize` option of conf: an editor may have left a byte order mark. Throws for anything but an object, which
 * conf would take for an empty one.
 */
export function readJsonWithMark(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new HarkError('invalid_input', 'The file holds no settings.');
}

/**
 * Settings in a conf file. conf reads it; it would write on the main thread and leave the folder unsynced, so saving is done
 * here: never half a file, whenever the power goes, and on a full disk with the room that was kept for it.
 */
export function createConfBackend({ file, open, log }: ConfBackendParts): SettingsBackend {
  const backups = [`${file}.good-1`, `${file}.good-2`, `${file}.good-3`] as const;
  const reserve = createDiskReserve(`${file}.reserve`);
  return {
    load() {
      if (!existsSync(file)) return undefined;
      requireOrdinaryFile(file);
      return structuredClone(open().store);
    },
    async save(value) {
      requireOrdinaryFile(file);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await reserve.spendOn(() => writeFileAtomic(file, `${JSON.stringify(value, null, 2)}\n`));
    },
    setAside() {
      const kept = `${file}.corrupt-${Date.now()}`;
      try {
        renameSync(file, kept);
        return kept;
      } catch (error) {
        log.warn('The unreadable settings file could not be moved aside.', error);
        return undefined;
      }
    },
    backups: () => backups.flatMap((backup) => readBackup(backup) ?? []),
    async backUp() {
      try {
        await addBackup(file, backups);
        await reserve.hold();
      } catch (error) {
        log.warn('The settings could not be backed up.', error);
      }
    },
  };
}

function readBackup(path: string): SettingsBackup | undefined {
  try {
    requireOrdinaryFile(path);
    return { value: readJsonWithMark(readFileSync(path, 'utf8')), at: statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}

/** The file becomes the newest of `backups`, and the oldest goes; nothing moves when it is the newest already. */
async function addBackup(file: string, backups: readonly [string, string, string]): Promise<void> {
  const [first, second, third] = backups;
  const text = await readFileIfThere(file);
  if (text === undefined || text === (await readFileIfThere(first))) return;
  await rename(second, third).catch(ignoreMissing);
  await rename(first, second).catch(ignoreMissing);
  await writeFileAtomic(first, text);
}

function ignoreMissing(error: unknown): void {
  if (!hasCode(error, 'ENOENT')) throw error;
}

/** Opening a pipe would block for ever, and a link may lead to a file that is not ours to replace. */
function requireOrdinaryFile(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw new HarkError('unavailable', `${file} is not an ordinary file.`);
  if (found.size > MAX_SETTINGS_BYTES) throw new HarkError('unavailable', `${file} is larger than 1 MiB.`);
}
