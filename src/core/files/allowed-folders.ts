import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** Where Hark's own files and the person's home are; `data` must be a real path. */
export type Folders = { readonly data: string; readonly home: string };

/** The allowed folders as real paths; those that do not exist or are no absolute path are left out. */
export async function realFolders(allowed: readonly string[], home: string): Promise<string[]> {
  const real = await Promise.all(allowed.map((folder) => realPathOf(expandHome(folder, home))));
  return real.filter((folder) => folder !== undefined);
}

/** `~` and `~/…` become paths in the home folder; `~name` stays as it is, other people's homes are not ours. */
export function expandHome(path: string, home: string): string {
  return path === '~' || /^~[/\\]/.test(path) ? join(home, path.slice(1)) : path;
}

/** Whether `path` lies in `folder` or is it. Both must be real paths. */
export function isInside(path: string, folder: string): boolean {
  const rest = relative(folder, path);
  return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest));
}

const SECRET_FOLDERS = new Set(['appdata', 'library', 'keyrings', 'keychains', 'node_modules']);
const SECRET_FILES = /^(?:id_(?:rsa|dsa|ecdsa|ed25519).*|.*\.(?:pem|key|p12|pfx|kdbx?|keychain.*|ovpn))$/i;
const SYSTEM_FOLDERS = ['/proc', '/sys', '/dev'];

/**
 * Whether a real path below an allowed folder is nobody's business: hidden files, keys, other programs' data, devices and
 * Hark's own files. No setting opens these (reliability reference §2.3, "Never").
 */
export function isPrivate(path: string, folder: string, folders: Folders): boolean {
  const segments = relative(folder, path).split(sep);
  return (
    segments.some((segment) => segment.startsWith('.') || SECRET_FOLDERS.has(segment.toLowerCase())) ||
    SECRET_FILES.test(segments.at(-1) ?? '') ||
    SYSTEM_FOLDERS.some((system) => isInside(path, system)) ||
    isInside(path, folders.data)
  );
}

async function realPathOf(path: string): Promise<string | undefined> {
  if (!isAbsolute(path)) return undefined;
  try {
    return await realpath(path);
  } catch {
    // A folder that is not there simply holds nothing.
    return undefined;
  }
}
