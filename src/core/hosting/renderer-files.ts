import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';

export type RendererFile = { readonly body: Buffer<ArrayBuffer>; readonly type: string };

/** The built pages by URL path, e.g. `/index.html`. Nothing else is ever served, so no request names a file of the disk. */
export type RendererFiles = ReadonlyMap<string, RendererFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Reads the whole build (some hundred kilobytes). Rejects when it is missing. */
export async function readRendererFiles(folder: string): Promise<RendererFiles> {
  const files = new Map<string, RendererFile>();
  for (const entry of await listFiles(folder)) {
    const type = TYPES[extname(entry)];
    if (type === undefined) continue;
    const body = await readFile(entry);
    files.set(`/${relative(folder, entry).split(sep).join('/')}`, { body, type });
  }
  return files;
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new HarkError('unavailable', `The pages have not been built: ${folder} cannot be read.`, {
      action: 'Run npm run build.',
      cause,
    });
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
