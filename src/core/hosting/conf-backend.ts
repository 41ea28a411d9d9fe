import { existsSync, lstatSync, renameSync } from 'node:fs';
import { HarkError } from '#shared/base/errors.ts';
import type { LogPort, SettingsBackend } from '../ports.ts';

/** The part of conf that is used; electron-store is the same class. */
export type ConfLike = { store: Record<string, unknown> };

export type ConfBackendParts = {
  /** Absolute path of the settings file that `open` reads and writes. */
  readonly file: string;
  /** Reads the file; throws when it is not JSON. */
  readonly open: () => ConfLike;
  /** Runs a task soon, off the caller's stack. */
  readonly soon: (task: () => void) => void;
  readonly log: LogPort;
};

export type ConfBackend = SettingsBackend & {
  /** Writes what was saved but not written yet. */
  flush(): void;
};

const MAX_SETTINGS_BYTES = 1024 * 1024;

/** For the `deserialize` option of conf: an editor may have left a byte order mark. */
export function readJsonWithMark(text: string): Record<string, unknown> {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}

/** Settings in a conf file: read once, written from one place, several saves in one go; a write costs a disk flush. */
export function createConfBackend({ file, open, soon, log }: ConfBackendParts): ConfBackend {
  let conf: ConfLike | undefined;
  let unsaved: Record<string, unknown> | undefined;
  const opened = (): ConfLike => {
    conf ??= open();
    return conf;
  };
  const flush = (): void => {
    const value = unsaved;
    unsaved = undefined;
    if (value === undefined) return;
    try {
      requireOrdinaryFile(file);
      opened().store = value;
    } catch (error) {
      log.error('The settings could not be saved; they hold until Hark ends.', error);
    }
  };
  return {
    load() {
      if (!existsSync(file)) return undefined;
      requireOrdinaryFile(file);
      return structuredClone(opened().store);
    },
    save(value) {
      if (unsaved === undefined) soon(flush);
      unsaved = structuredClone(value);
    },
    setAside() {
      const kept = `${file}.corrupt-${Date.now()}`;
      try {
        renameSync(file, kept);
        conf = undefined;
        return kept;
      } catch (error) {
        log.warn('The unreadable settings file could not be moved aside.', error);
        return undefined;
      }
    },
    flush,
  };
}

/** Opening a pipe would block for ever, and a link may lead to a file that is not ours to replace. */
function requireOrdinaryFile(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw new HarkError('unavailable', `${file} is not an ordinary file.`);
  if (found.size > MAX_SETTINGS_BYTES) throw new HarkError('unavailable', `${file} is larger than 1 MiB.`);
}
