import { basename, isAbsolute, join } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { realFolders } from '../files/allowed-folders.ts';
import { nameScore } from '../files/find-files.ts';
import { type FileScope, namedFile } from '../files/named-file.ts';
import { plainText } from '../text/plain-text.ts';

/** What "open …" means: an address, something in an allowed folder, or an application. */
export type Target =
  | { readonly kind: 'url'; readonly url: string; readonly shown: string }
  /** A real path. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'application'; readonly name: string };

const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
const DOMAIN = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#].*)?$/u;
const FILE_EXTENSION =
  /\.(?:avif|bmp|csv|docx?|epub|gif|html?|jpe?g|json|key|log|m4a|md|mov|mp[34]|numbers|od[pst]|pages|pdf|png|pptx?|rtf|svg|txt|wav|webp|xlsx?|xml|ya?ml|zip)$/i;

/**
 * Works out what is to be opened. A scheme or a domain is an address, a path is a path, a name is a file when one fits and
 * an application otherwise. Rejects with `denied`, `not_found` or `invalid_input` in words that can be spoken.
 */
export async function resolveTarget(said: string, scope: FileScope, signal: AbortSignal): Promise<Target> {
  const text = said.trim();
  if (text === '' || /\p{Cc}/u.test(text)) throw new HarkError('invalid_input', 'That cannot be opened.');
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return address(text);
  if (isAbsolute(text) || /^[.~]/.test(text))
    return { kind: 'path', path: await namedFile(text, scope, signal) };
  return (await folderNamed(text, scope)) ?? (await fileNamed(text, scope, signal)) ?? elsewhere(text);
}

/** Throws for anything but web and mail addresses, and for addresses that hide where they lead. */
function address(text: string): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new HarkError('invalid_input', 'That is not a complete address.');
  if (!SCHEMES.has(url.protocol)) throw new HarkError('denied', 'I only open web and mail addresses.');
  if (url.username !== '' || url.password !== '') {
    throw new HarkError('denied', 'That address holds a user name, which can hide where it leads.');
  }
  if ([...url.searchParams.keys()].some((name) => /^attach/i.test(name))) {
    throw new HarkError('denied', 'That address would attach a file.');
  }
  return { kind: 'url', url: url.href, shown: url.host || recipientOf(url) };
}

/** Whom a letter is for, as it is read; an address that is not well encoded stays as it is. */
function recipientOf({ pathname }: URL): string {
  try {
    return plainText(decodeURIComponent(pathname));
  } catch {
    return pathname;
  }
}

const USUAL_FOLDERS = ['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures', 'Videos', 'Movies'];

/** The home folder, a usual folder in it, or an allowed one. Showing a folder reveals nothing to anybody else. */
async function folderNamed(
  text: string,
  { allowedFolders, folders }: FileScope,
): Promise<Target | undefined> {
  const wanted = text.replace(/^(?:the|my)\s+|\s+folder$/gi, '').trim();
  const [home] = await realFolders(['~'], folders.home);
  if (/^home$/i.test(wanted) && home !== undefined) return { kind: 'path', path: home };
  const usual = USUAL_FOLDERS.map((name) => join(folders.home, name));
  const places = await realFolders([...allowedFolders, ...usual], folders.home);
  const path = places.find((place) => nameScore(basename(place), wanted) === 4);
  return path === undefined ? undefined : { kind: 'path', path };
}

/** A file called so; names that only come close are left to the applications. */
async function fileNamed(text: string, scope: FileScope, signal: AbortSignal): Promise<Target | undefined> {
  try {
    const path = await namedFile(text, scope, signal);
    const exact = nameScore(basename(path), text) >= 3;
    return exact || FILE_EXTENSION.test(text) ? { kind: 'path', path } : undefined;
  } catch (error) {
    if (error instanceof HarkError && error.reason === 'not_found') return undefined;
    throw error;
  }
}

function elsewhere(text: string): Target {
  if (FILE_EXTENSION.test(text)) throw new HarkError('not_found', `I found no file called ${text}.`);
  const domain = text.replace(/\s+dot\s+/gi, '.').replace(/\s+slash\s+/gi, '/');
  if (DOMAIN.test(domain)) return address(`https://${domain}`);
  // The system would take a path for an application as well, and one that nobody has checked.
  if (/[/\\]/.test(text)) throw new HarkError('not_found', `I found no file called ${text}.`);
  return { kind: 'application', name: text };
}
