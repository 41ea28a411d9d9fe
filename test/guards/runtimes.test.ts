import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlantedTree, type PlantedTree } from './planted-tree.ts';

const PACKAGES = ['@types', 'electron', 'typescript', 'undici-types', 'vite'];

describe('the tsconfig of each runtime', () => {
  let tree: PlantedTree;

  beforeAll(async () => {
    tree = await createPlantedTree(['tsconfig', 'package.json'], PACKAGES);
  });

  afterAll(() => tree.remove());

  async function compile(layer: string, files: Record<string, string>): Promise<string> {
    await tree.plant(files);
    const { code, output } = await tree.run('node_modules/typescript/bin/tsc', [
      '-p',
      `tsconfig/${layer}.json`,
      '--pretty',
      'false',
    ]);
    return code === 0 ? 'compiles' : output;
  }

  it.each([
    ['process', 'shared', 'src/shared/planted.ts', 'process.pid'],
    ['setTimeout', 'shared', 'src/shared/planted.ts', 'setTimeout'],
    ['document', 'core', 'src/core/planted.ts', 'document.title'],
    ['document', 'worklet', 'src/renderer/audio/planted.worklet.ts', 'document.title'],
    ['process', 'renderer', 'src/renderer/planted.ts', 'process.pid'],
    ['process', 'preload', 'src/preload/planted.ts', 'process.pid'],
    ['Electron', 'core', 'src/core/planted.ts', '{} as Electron.App'],
  ])('does not know %s in %s', async (name, layer, at, expression) => {
    const output = await compile(layer, { [at]: `export const planted = ${expression};\n` });
    expect(output).toMatch(new RegExp(`^${at}.*Cannot find name(space)? '${name}'`));
  });

  it('does not compile an import from a layer the runtime does not include', async () => {
    const output = await compile('core', {
      'src/core/planted.ts': "import { other } from '../main/other.ts';\n\nexport const planted = other;\n",
      'src/main/other.ts': 'export const other = 1;\n',
    });
    expect(output).toContain('TS6307');
  });

  it.each([
    ['shared', 'src/shared/planted.ts', 'new Map<string, number>()'],
    ['core', 'src/core/planted.ts', 'process.pid'],
    ['main', 'src/main/planted.ts', '{} as Electron.App'],
    ['renderer', 'src/renderer/planted.ts', 'document.title'],
    ['worklet', 'src/renderer/audio/planted.worklet.ts', 'sampleRate'],
  ])('compiles what %s has', async (layer, at, expression) => {
    expect(await compile(layer, { [at]: `export const planted = ${expression};\n` })).toBe('compiles');
  });
});
