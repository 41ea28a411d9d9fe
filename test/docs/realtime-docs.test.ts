import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type Server } from '../../examples/support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGES = join(ROOT, 'docs', 'realtime');
const pages = globSync('*.md', { cwd: PAGES }).sort();
const pageText = (page: string): string => readFileSync(join(PAGES, page), 'utf8');

/** The fenced blocks of a page in a language, in order. */
function blocksOf(page: string, language: string): string[] {
  return [...pageText(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, name, block = '']) =>
    name === language ? [block] : [],
  );
}

/** The programs of a page: its ts blocks in order, where a block that begins with a file's name begins that file. */
function programsOf(page: string): ReadonlyMap<string, string> {
  const programs = new Map<string, string>();
  let file = page.replace(/md$/, 'ts');
  for (const block of blocksOf(page, 'ts')) {
    file = /^\/\/ (\S+\.ts)\n/.exec(block)?.[1] ?? file;
    programs.set(file, `${programs.get(file) ?? ''}${block}\n`);
  }
  return programs;
}

const CONFIG = {
  compilerOptions: {
    target: 'ES2024',
    lib: ['ES2024', 'ESNext.Disposable'],
    types: ['node'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  include: ['*/*.ts'],
};

/** Tables that have to name every member of a type. */
const COMPLETE = [
  ['events', '# Events', "hark.RealtimeSessionEvent['type']"],
  ['configuration', '## Session settings', 'keyof hark.RealtimeSettings'],
  [
    'configuration',
    '### Input audio transcription',
    "keyof NonNullable<hark.RealtimeSessionSettings['inputAudioTranscription']>",
  ],
  // Its own keys, without those of vendors, which may be any.
  [
    'configuration',
    '### Turn detection',
    'keyof { [K in keyof hark.RealtimeTurnDetection as string extends K ? never : number extends K ? never : K]: K }',
  ],
  [
    'configuration',
    '### Tracing',
    "keyof Exclude<hark.RealtimeSessionSettings['tracing'], 'auto' | null | undefined>",
  ],
  ['configuration', '## Runner', 'keyof hark.RealtimeRunConfig'],
  ['configuration', '## Run', 'keyof hark.RealtimeModelConfig'],
  ['configuration', '## Agents', 'keyof hark.RealtimeAgentOptions<unknown>'],
  ['configuration', '## Tools', 'keyof hark.ToolOptions<hark.JsonSchema, unknown>'],
] as const;

/** What a page lists in the first column of its first table under a heading, as a type that must have just these keys. */
function listed(page: string, heading: string, keys: string): string {
  const [, section = ''] = `\n${pageText(page)}`.split(`\n${heading}\n`);
  const [table = ''] = /(^\|.*\n)+/m.exec(section) ?? [];
  const names = new Set([...table.matchAll(/^\| `(\w+)/gm)].map(([, name]) => `${name}: true`));
  return `import type * as hark from 'hark/realtime';\nexport const listed: Record<${keys}, true> = { ${[...names].join(', ')} };\n`;
}

/** A project of somebody who typed everything in, one folder per page. */
function typedProject(): string {
  const project = temporaryFolder();
  const link = (name: string, target: string): void => {
    const path = join(project, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, 'junction');
  };
  link('hark', ROOT);
  for (const name of ['zod', '@types']) link(name, join(ROOT, 'node_modules', name));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(CONFIG));
  for (const page of pages) {
    const folder = join(project, basename(page, '.md'));
    mkdirSync(folder);
    for (const [file, text] of programsOf(page)) writeFileSync(join(folder, file), text);
  }
  for (const [index, [page, heading, keys]] of COMPLETE.entries()) {
    writeFileSync(join(project, page, `listed-${index}.ts`), listed(`${page}.md`, heading, keys));
  }
  return project;
}

describe('the pages of the SDK', { timeout: 120_000 }, () => {
  let server: Server | undefined;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  it('show only code that type-checks, and list every event and every setting', () => {
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', typedProject()], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it.each(['quickstart', 'guide', 'configuration', 'events', 'testing'])(
    'can be followed to the end: %s',
    async (page) => {
      const env = { ...process.env, HARK_URL: server?.url, HARK_API_KEY: server?.apiKey };
      const child = spawn(process.execPath, [join(typedProject(), page, `${page}.ts`)], { env });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => (output += String(chunk)));
      const [code] = await once(child, 'close');
      expect(code, output).toBe(0);
      for (const shown of blocksOf(`${page}.md`, '')) expect(output).toContain(shown);
    },
  );

  it('link only to what exists', () => {
    const missing = pages.flatMap((page) =>
      [...pageText(page).matchAll(/\]\((?!https?:)([^)#]+)?(?:#([^)]+))?\)/g)].flatMap(
        ([link, file, anchor]) => {
          const path = join(PAGES, file ?? page);
          const isFound =
            existsSync(path) &&
            (anchor === undefined || headingsOf(readFileSync(path, 'utf8')).includes(anchor));
          return isFound ? [] : [`${page}: ${link}`];
        },
      ),
    );
    expect(missing).toEqual([]);
  });
});

/** Anchors as they are made of headings. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
