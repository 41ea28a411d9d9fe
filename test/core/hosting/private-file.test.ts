import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPrivateJson, writePrivateJson } from '#core/hosting/private-file.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a private file', () => {
  it('is there whole after several writes at once, and nothing is left beside it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'secrets.json');
    const values = ['a', 'b', 'c', 'd'].map((letter) => ({ key: letter.repeat(50_000) }));
    await Promise.all(values.map((value) => writePrivateJson(path, value)));
    expect(values).toContainEqual(await readPrivateJson(path));
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === 'win32')('is written through no link that waits for it', async () => {
    const folder = temporaryFolder();
    const [path, victim] = [join(folder, 'secrets.json'), join(folder, 'victim')];
    writeFileSync(victim, 'precious');
    symlinkSync(victim, `${path}.${process.pid}.tmp`);
    symlinkSync(victim, path);
    await writePrivateJson(path, { key: 'k' });
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(lstatSync(path).isFile()).toBe(true);
  });

  it('that is damaged is told by its name and kept', async () => {
    const path = join(temporaryFolder(), 'secrets.json');
    expect(await readPrivateJson(path)).toBeUndefined();
    writeFileSync(path, '{');
    await expect(readPrivateJson(path)).rejects.toMatchObject({ reason: 'unavailable' });
    expect(readFileSync(path, 'utf8')).toBe('{');
  });
});
