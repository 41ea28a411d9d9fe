import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFileSearch } from '#core/files/file-search.ts';
import { findFiles } from '#core/files/find-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function makeFolder() {
  const home = temporaryFolder();
  mkdirSync(join(home, 'trip'));
  writeFileSync(join(home, 'trip', 'packing list.txt'), '');
  const search = createFileSearch();
  onTestFinished(() => search.close());
  return { search, options: { roots: [home], folders: { home, data: join(home, 'Hark') } } };
}

describe('the file search', () => {
  it('finds in its thread what is found without it', async () => {
    const { search, options } = makeFolder();
    const found = await search.find('packing list', options);
    expect(found).toMatchObject([{ name: 'packing list.txt', folder: 'trip' }]);
    expect(found).toEqual(await findFiles('packing list', options));
  });

  it('is given up by its signal, and the next one is served', async () => {
    const { search, options } = makeFolder();
    const abort = new AbortController();
    const given = search.find('list', { ...options, signal: abort.signal });
    abort.abort(new Error('not wanted any more'));
    await expect(given).rejects.toThrow('not wanted any more');
    expect(await search.find('packing list', options)).toHaveLength(1);
  });
});
