import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Folders, isPrivate } from './allowed-folders.ts';

export type FoundFile = { readonly path: string; readonly name: string; readonly folder: string };

export type FindOptions = {
  /** Real paths. */
  readonly roots: readonly string[];
  readonly folders: Folders;
  readonly signal?: AbortSignal;
};

/** Bounds of one search: entries looked at, levels below a folder, files answered. */
const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 8;
const MAX_FOUND = 20;

/**
 * Files whose name fits the spoken one, best first. Looks into the nearest levels first, follows no links, skips what is
 * private, and stops at its bounds.
 */
export async function findFiles(spoken: string, options: FindOptions): Promise<FoundFile[]> {
  const matches = new Map<string, Match>();
  for await (const path of filesBelow(options)) {
    const score = nameScore(basename(path), spoken);
    if (score > 0) matches.set(path, { path, score });
  }
  return [...matches.values()]
    .sort((first, second) => second.score - first.score || first.path.length - second.path.length)
    .slice(0, MAX_FOUND)
    .map(({ path }) => ({ path, name: basename(path), folder: basename(dirname(path)) }));
}

type Match = { readonly path: string; readonly score: number };
type Place = { readonly root: string; readonly folder: string };

/** Every ordinary file that is not private, level by level, until a bound is reached. */
async function* filesBelow({ roots, folders, signal }: FindOptions): AsyncGenerator<string> {
  let level: readonly Place[] = roots.map((root) => ({ root, folder: root }));
  let seen = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const below: Place[] = [];
    for (const { root, folder } of level) {
      signal?.throwIfAborted();
      if (seen >= MAX_ENTRIES) return;
      const entries = (await entriesOf(folder)).slice(0, MAX_ENTRIES - seen);
      seen += entries.length;
      const open = entries.filter((entry) => !isPrivate(join(folder, entry.name), root, folders));
      yield* open.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
      below.push(...subfolders(open, root, folder));
    }
    level = below;
  }
}

function subfolders(entries: readonly Dirent[], root: string, folder: string): Place[] {
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ root, folder: join(folder, entry.name) }));
}

/** How well a file's name fits what was said: 4 the same, 3 without its extension, 2 begins so, 1 has all the words, 0 not. */
export function nameScore(name: string, spoken: string): number {
  const wanted = tokens(spoken.replace(/\s+dot\s+/gi, '.'));
  const have = tokens(name);
  if (wanted.length === 0) return 0;
  const [wantedText, haveText] = [wanted.join(' '), have.join(' ')];
  if (haveText === wantedText) return 4;
  if (have.slice(0, -1).join(' ') === wantedText) return 3;
  if (haveText.startsWith(`${wantedText} `)) return 2;
  return wanted.every((word) => have.some((part) => part.startsWith(word))) ? 1 : 0;
}

function tokens(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // A folder we may not list, or that went away meanwhile, holds nothing for us.
    return [];
  }
}
