// THIRD_PARTY.md: everything that is installed with Hark, and under which licence. `node scripts/third-party.mjs` writes it;
// `--check` only compares. Both fail on a licence that is not permissive or not known, and on eSpeak's code, which is GPL and
// likes to hide in packages that call themselves something else.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './lib/project.mjs';

const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD-4-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
  'Zlib',
]);

/** What is in the repository itself but not ours. */
const RESOURCES = [
  { name: 'Silero VAD weights', version: 'v6', licence: 'MIT', notice: 'resources/models/NOTICE' },
];

// `bespeak` and `doublespeak` stand in pronunciation dictionaries.
const ESPEAK = /(?<![a-z])(?:lib|m)?espeak/i;

/** An optional peer of i18next, for its types; npm therefore does not mark what we develop with as that. */
const TYPESCRIPT = /^node_modules\/(typescript$|@typescript\/)/;

/** The packages a user gets, from the lockfile: all that are not for development only and are installed here. */
function productionPackages() {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev && !TYPESCRIPT.test(path) && existsSync(inRoot(path)))
    .map(([path]) => readPackage(path));
}

function readPackage(path) {
  const manifest = JSON.parse(readFileSync(inRoot(path, 'package.json'), 'utf8'));
  const { version, license, licenses, author } = manifest;
  return {
    name: path.split('node_modules/').at(-1),
    path,
    version,
    // A list is a choice, which old manifests wrote so.
    licence: [license ?? licenses?.map(({ type }) => type) ?? 'unknown'].flat().join(' OR '),
    copyright: readCopyright(path) || (author ? `by ${author.name ?? author}` : ''),
  };
}

function readCopyright(path) {
  const files = readdirSync(inRoot(path)).filter((name) => /^(licen[cs]e|copying)/i.test(name));
  return files.map((name) => copyrightLine(readFileSync(inRoot(path, name), 'utf8'))).find(Boolean) ?? '';
}

/** The first line that claims a copyright; with the line before it when it has only years and not who. */
function copyrightLine(text) {
  const lines = text.split('\n').map((line) => line.replace(/^[\s*/#-]+/, '').trim());
  const index = lines.findIndex((line) => /copyright\s+(\(c\)|©|&copy;|\d{4})/i.test(line));
  const line = lines[index] ?? '';
  return /^copyright \(c\) [\d-]+$/i.test(line) ? `${lines[index - 1]}, ${line}` : line;
}

/** `(MIT OR CC0-1.0)`: one of them is enough. */
function isPermissive(licence) {
  const choices = licence.replace(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((part) => PERMISSIVE.has(part.trim())));
}

/** The first file of a package that holds eSpeak, if any. Electron's binary is not an npm package's content. */
function findEspeak(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && !path.endsWith(join('electron', 'dist'))) {
      const found = findEspeak(path);
      if (found) return found;
    } else if (entry.isFile() && ESPEAK.test(readFileSync(path, 'latin1'))) {
      return path;
    }
  }
  return undefined;
}

function problemsOf(packages) {
  return packages.flatMap(({ name, path, licence }) => {
    const espeak = findEspeak(inRoot(path));
    return [
      ...(isPermissive(licence)
        ? []
        : [`${name}: the licence "${licence}" is not on the list of permissive ones`]),
      ...(espeak ? [`${name}: contains eSpeak, which is GPL: ${espeak}`] : []),
    ];
  });
}

function row({ name, version, licence, copyright }) {
  return `| ${name} | ${version} | ${licence} | ${copyright.replaceAll('|', '\\|')} |`;
}

function table(rows) {
  return ['| what | version | licence | copyright |', '| --- | --- | --- | --- |', ...rows.map(row)].join(
    '\n',
  );
}

function render(packages) {
  const resources = RESOURCES.map(({ notice, ...resource }) => ({
    ...resource,
    copyright: `${copyrightLine(readFileSync(inRoot(notice), 'utf8'))} (full text: ${notice})`,
  }));
  return `# Third-party software

Written by \`node scripts/third-party.mjs\`; \`npm test\` fails when it is out of date. The full licence texts are in the
packages themselves. Tools used only for development are not listed.

## In this repository
${table(resources)}

## Installed packages
${table(packages)}
`;
}

const packages = productionPackages().sort((a, b) => (a.name < b.name ? -1 : 1));
const problems = problemsOf(packages);
const text = render(packages);
const file = inRoot('THIRD_PARTY.md');
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8').replaceAll('\r\n', '\n') !== text) {
  problems.push('THIRD_PARTY.md is out of date: run node scripts/third-party.mjs');
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
