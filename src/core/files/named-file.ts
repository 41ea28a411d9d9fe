import { isAbsolute, join } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { expandHome, type Folders, realFolders } from './allowed-folders.ts';
import type { FileSearch } from './file-search.ts';
import { nameScore } from './find-files.ts';
import { checkedPath } from './read-text.ts';

/** The files people may ask for: by name or path, in the folders the settings allow. */
export type FileScope = {
  readonly allowedFolders: readonly string[];
  readonly folders: Folders;
  /** Finds files by name, as `findFiles`. */
  readonly find: FileSearch['find'];
};

const MAX_NAME_LENGTH = 1024;

/**
 * The real path of the file a person means by a path or a spoken name. Rejects with `not_found`, with `denied` outside of
 * the allowed folders, and with `invalid_input` when several files fit equally well, naming them.
 */
export async function namedFile(name: string, scope: FileScope, signal?: AbortSignal): Promise<string> {
  checkName(name);
  const { folders } = scope;
  const roots = await realFolders(scope.allowedFolders, folders.home);
  const path = expandHome(name, folders.home);
  if (isAbsolute(path)) return checkedPath(path, { roots, folders });
  if (/[/\\]/.test(name)) return inFolders(name, roots, folders);
  const found = await scope.find(name, { roots, folders, ...(signal === undefined ? {} : { signal }) });
  const [first, second] = found;
  if (first === undefined) throw notFound(name);
  if (second !== undefined && nameScore(first.name, name) === nameScore(second.name, name)) {
    const names = found.slice(0, 3).map((file) => `${file.name} in ${file.folder}`);
    throw new HarkError('invalid_input', `Several files fit: ${names.join('; ')}.`, {
      action: 'Say which one.',
    });
  }
  return checkedPath(first.path, { roots, folders });
}

async function inFolders(name: string, roots: readonly string[], folders: Folders): Promise<string> {
  for (const root of roots) {
    try {
      return await checkedPath(join(root, name), { roots, folders });
    } catch (error) {
      if (!(error instanceof HarkError) || error.reason !== 'not_found') throw error;
    }
  }
  throw notFound(name);
}

/** Throws `invalid_input` for names that only a mistake or an attack produces. */
function checkName(name: string): void {
  const odd = /\p{Cc}/u.test(name) || /^(?:\\\\|\/\/)/.test(name) || name.length > MAX_NAME_LENGTH;
  if (odd || name.trim() === '') throw new HarkError('invalid_input', 'That is not the name of a file.');
}

function notFound(name: string): HarkError {
  return new HarkError('not_found', `I found no file called ${name}.`);
}
