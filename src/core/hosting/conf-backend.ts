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
  readonly log: LogPort;
};

const MAX_SETTINGS_BYTES = 1024 * 1024;

/** For the `deserialize` option of conf: an editor may have left a byte order mark. */
export function readJsonWithMark(text: string): Record<string, unknown> {
  return JSON.parse(text.replace(/^\uFEFF/, ''));
}

/** Settings in a conf file: read once, written from one place. A save costs a disk flush and throws when it fails. */
export function createConfBackend({ file, open, log }: ConfBackendParts): SettingsBackend {
  let conf: ConfLike | undefined;
  const opened = (): ConfLike => {
    conf ??= open();
    return conf;
  };
  return {
    load() {
      if (!existsSync(file)) return undefined;
      requireOrdinaryFile(file);
      return structuredClone(opened().store);
    },
    save(value) {
      requireOrdinaryFile(file);
      opened().store = value;
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
  };
}

/** Opening a pipe would block for ever, and a link may lead to a file that is not ours to replace. */
function requireOrdinaryFile(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw new HarkError('unavailable', `${file} is not an ordinary file.`);
  if (found.size > MAX_SETTINGS_BYTES) throw new HarkError('unavailable', `${file} is larger than 1 MiB.`);
}
