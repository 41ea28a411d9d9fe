import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlantedTree, type PlantedTree } from './planted-tree.ts';

const LAYER_RULE = 'lint/style/noRestrictedImports';

describe('the layer table', () => {
  let tree: PlantedTree;

  beforeAll(async () => {
    tree = await createPlantedTree(['biome.json', '.gitignore', 'package.json'], ['@biomejs/biome']);
  });

  afterAll(() => tree.remove());

  /** The rules that fire on a planted tree, as `rule path`. */
  async function violations(files: Record<string, string>): Promise<string[]> {
    await tree.plant(files);
    const { output } = await tree.run('node_modules/@biomejs/biome/bin/biome', [
      'lint',
      '--reporter=json',
      'src',
    ]);
    const report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
    return report.diagnostics.map(
      (found: { category: string; location: { path: string } }) => `${found.category} ${found.location.path}`,
    );
  }

  /** One file that imports something and uses it. */
  const importing = (at: string, specifier: string) => ({
    [at]: `import * as planted from '${specifier}';\n\nexport const used = planted;\n`,
  });

  it('stands in biome.json exactly as scripts/layers.mjs writes it', async () => {
    const script = new URL('../../scripts/layers.mjs', import.meta.url);
    const { layerOverrides } = (await import(script.href)) as { layerOverrides: () => object[] };
    const config = JSON.parse(readFileSync(new URL('../../biome.json', import.meta.url), 'utf8'));
    const written = config.overrides.filter(
      (override: { linter?: { rules?: { style?: object } } }) =>
        'noRestrictedImports' in (override.linter?.rules?.style ?? {}),
    );
    expect(written).toEqual(layerOverrides());
  });

  it.each([
    ['src/core/planted.ts', 'electron'],
    ['src/core/planted.ts', '#web/index.ts'],
    ['src/core/planted.ts', '../web/index.ts'],
    ['src/core/tools/planted.ts', '../../main/index.ts'],
    ['src/core/planted.ts', '../shared/base/clock.ts'],
    ['src/engine/planted.ts', '#realtime/session/session.ts'],
    ['src/realtime/planted.ts', '#engine/server.ts'],
    ['src/realtime/planted.ts', 'ws'],
    ['src/renderer/planted.ts', '#core/app.ts'],
    ['src/preload/planted.ts', '#core/app.ts'],
    ['src/shared/base/planted.ts', 'zod'],
    ['src/shared/base/planted.ts', '../wire/items.ts'],
    ['src/shared/audio/planted.ts', '#shared/bridge/state.ts'],
  ])('refuses %s importing %s', async (at, specifier) => {
    expect(await violations(importing(at, specifier))).toContain(`${LAYER_RULE} ${at}`);
  });

  it.each([
    ['src/core/planted.ts', '#realtime/session/session.ts'],
    ['src/core/planted.ts', '#shared/base/clock.ts'],
    ['src/realtime/openai/planted.ts', 'ws'],
    ['src/engine/planted.ts', '#shared/wire/items.ts'],
    ['src/main/planted.ts', 'electron'],
  ])('allows %s importing %s', async (at, specifier) => {
    expect(await violations(importing(at, specifier))).toEqual([]);
  });

  it('refuses a Node module where there is no Node', async () => {
    for (const at of ['src/shared/base/planted.ts', 'src/renderer/planted.ts']) {
      const found = await violations(importing(at, 'node:fs'));
      expect(found).toContain(`lint/correctness/noNodejsModules ${at}`);
    }
  });

  it('refuses an import cycle', async () => {
    const found = await violations({
      'src/core/first.ts': "import { second } from './second.ts';\n\nexport const first = () => second;\n",
      'src/core/second.ts': "import { first } from './first.ts';\n\nexport const second = () => first;\n",
    });
    expect(found).toContain('lint/suspicious/noImportCycles src/core/first.ts');
  });
});
