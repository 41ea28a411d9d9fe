import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlantedTree, type PlantedTree } from './planted-tree.ts';

describe('third-party software', () => {
  let tree: PlantedTree;

  beforeAll(async () => {
    tree = await createPlantedTree(['scripts', 'resources/models/NOTICE']);
  });

  afterAll(() => tree.remove());

  /** Installs one package into the planted tree and runs the script on it. */
  async function check(manifest: object, files: Record<string, string> = {}) {
    await tree.plant({
      'package-lock.json': JSON.stringify({
        packages: { '': {}, 'node_modules/planted': { version: '1.0.0' } },
      }),
      'node_modules/planted/package.json': JSON.stringify({ version: '1.0.0', ...manifest }),
      'node_modules/planted/index.js': files['index.js'] ?? '',
      'THIRD_PARTY.md': '',
    });
    await tree.run('scripts/third-party.mjs');
    return tree.run('scripts/third-party.mjs', ['--check']);
  }

  it('is permissive, free of eSpeak and listed in THIRD_PARTY.md', async () => {
    const script = resolve(import.meta.dirname, '../../scripts/third-party.mjs');
    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({
      stderr: '',
    });
  });

  it('passes with a permissive licence, or the choice of one', async () => {
    expect(await check({ license: 'MIT' })).toMatchObject({ code: 0, output: '' });
    expect(await check({ license: '(GPL-3.0 OR MIT)' })).toMatchObject({ code: 0, output: '' });
    expect(await check({ license: ['MIT', 'Apache2'] })).toMatchObject({ code: 0, output: '' });
  });

  it.each(['GPL-3.0-or-later', 'AGPL-3.0-only', 'MIT AND GPL-2.0', 'SEE LICENSE IN LICENSE'])(
    'refuses the licence %s',
    async (license) => {
      const { code, output } = await check({ license });
      expect(code).toBe(1);
      expect(output).toContain(`planted: the licence "${license}"`);
    },
  );

  it('refuses a package without a licence', async () => {
    expect((await check({})).output).toContain('planted: the licence "unknown"');
  });

  it.each(['espeak_Initialize', 'libespeak-ng.so', 'mespeak'])(
    'refuses a package that holds %s',
    async (text) => {
      const { output } = await check({ license: 'MIT' }, { 'index.js': `\0${text}\0` });
      expect(output).toContain('planted: contains eSpeak');
    },
  );

  it('does not take dictionary words for eSpeak', async () => {
    const words = { 'index.js': 'bespeak doublespeak respeak' };
    expect(await check({ license: 'MIT' }, words)).toMatchObject({ code: 0, output: '' });
  });

  it('notices that THIRD_PARTY.md is out of date', async () => {
    await check({ license: 'MIT' });
    await tree.plant({ 'THIRD_PARTY.md': 'old' });
    expect((await tree.run('scripts/third-party.mjs', ['--check'])).output).toContain('out of date');
  });
});
