import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPlantedTree, type PlantedTree } from './planted-tree.ts';

/** A tool that does nothing but end with the code its variable says. */
const tool = (variable: string) => `process.exit(Number(process.env.${variable} ?? 0));\n`;

/** Reports as vitest does: TESTS is `passed/failed`, for the run whose arguments contain FAILING, else 3/0. */
const VITEST = `
  const { writeFileSync } = require('node:fs');
  const { FAILING = 'nothing', TESTS = '3/0' } = process.env;
  const given = process.argv.join(' ');
  const [passed, failed] = (given.includes(FAILING) ? TESTS : '3/0').split('/').map(Number);
  const file = /--outputFile.json=(.*?\\.json)/.exec(given)?.[1];
  writeFileSync(file, JSON.stringify({ numPassedTests: passed, numFailedTests: failed }));
  process.exit(failed > 0 ? 1 : 0);
`;

const CLI = `
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'serve') console.log(JSON.stringify({ url: 'http://127.0.0.1:1/?t=secret' }));
  else if (command !== 'stay') console.log(JSON.stringify(rest));
  if (command === 'stay') setInterval(() => undefined, 1000), console.log(process.pid);
  else process.exit(command === 'refuse' ? 4 : 0);
`;

function packageOf(name: string, bin: string, script: string): Record<string, string> {
  const manifest = { name, version: '1.0.0', type: 'commonjs', bin: { [bin]: 'tool.js' } };
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify(manifest),
    [`node_modules/${name}/tool.js`]: script,
  };
}

const TREE = {
  ...packageOf('@biomejs/biome', 'biome', tool('BIOME')),
  ...packageOf('typescript', 'tsc', tool('TSC')),
  ...packageOf('knip', 'knip', tool('KNIP')),
  ...packageOf('electron-vite', 'electron-vite', tool('BUILD')),
  ...packageOf('electron', 'install-electron', tool('INSTALL_ELECTRON')),
  ...packageOf('vitest', 'vitest', VITEST),
  'node_modules/.package-lock.json': JSON.stringify({ packages: {} }),
  'package-lock.json': JSON.stringify({ packages: { '': {} } }),
  'package.json': JSON.stringify({ name: 'planted', type: 'module' }),
  'electron.vite.config.ts': '',
  'src/cli/main.ts': CLI,
  'test/peers/README.md': '',
};

describe('the scripts', () => {
  let tree: PlantedTree;
  const env = { CHROMIUM: process.execPath, DISPLAY: '', WAYLAND_DISPLAY: '' };

  beforeAll(async () => {
    tree = await createPlantedTree(['scripts']);
    await tree.plant(TREE);
    const node = join(
      tree.folder,
      'node_modules/node/bin',
      process.platform === 'win32' ? 'node.exe' : 'node',
    );
    await mkdir(dirname(node), { recursive: true });
    await cp(process.execPath, node);
  });

  afterAll(() => tree.remove());

  const lines = (text: string) => text.trimEnd().split(/\r?\n/);

  describe('npm test', () => {
    it('adds up what the runners report and says so in its last line', async () => {
      const { code, stdout } = await tree.run('scripts/test.mjs', [], env);
      expect(lines(stdout).at(-1)).toBe('12 passed, 0 failed');
      expect(stdout).toContain('[8/8]');
      expect(code).toBe(0);
    });

    it('stops at the first failing test run', async () => {
      const failing = { ...env, FAILING: '--project browser', TESTS: '5/2' };
      const { code, stdout } = await tree.run('scripts/test.mjs', [], failing);
      expect(lines(stdout).at(-1)).toBe('8 passed, 2 failed');
      expect(stdout).toContain('Stopped at the first failure: Tests in Chromium');
      expect(stdout).not.toContain('[6/8]');
      expect(code).toBe(1);
    });

    it.each(['BIOME', 'TSC', 'KNIP', 'BUILD'])('counts a failure of %s', async (variable) => {
      const { code, stdout } = await tree.run('scripts/test.mjs', [], { ...env, [variable]: '1' });
      expect(lines(stdout).at(-1)).toMatch(/^\d+ passed, 1 failed$/);
      expect(code).toBe(1);
    });

    it('fails when a run has no tests', async () => {
      const empty = { ...env, FAILING: '--project peers', TESTS: '0/0' };
      const { code, stdout } = await tree.run('scripts/test.mjs', [], empty);
      expect(lines(stdout).at(-1)).toBe('9 passed, 1 failed');
      expect(code).toBe(1);
    });

    it('says what to do when the named Chromium is missing', async () => {
      const { code, output, stdout } = await tree.run('scripts/test.mjs', [], {
        ...env,
        CHROMIUM: '/nowhere/chromium',
      });
      expect(output).toContain(
        'CHROMIUM names /nowhere/chromium, which does not exist. Correct it or unset it.',
      );
      expect(lines(stdout).at(-1)).toBe('0 passed, 1 failed');
      expect(code).toBe(1);
    });
  });

  describe('hark', () => {
    it('passes arguments, output and exit code through and adds nothing to stdout', async () => {
      expect(await tree.run('scripts/hark.mjs', ['refuse', 'a b', '--json'])).toMatchObject({
        code: 4,
        stdout: '["a b","--json"]\n',
      });
    });
  });

  it.skipIf(process.platform === 'win32')('ends what it started when npm is killed', async () => {
    const command = `"${process.execPath}" scripts/hark.mjs stay; true`;
    const npm = { ...process.env, npm_lifecycle_event: 'hark' };
    const shell = spawn('sh', ['-c', command], {
      cwd: tree.folder,
      env: npm,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(await once(shell.stdout, 'data'));
    shell.kill('SIGKILL');
    const isRunning = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await vi.waitUntil(() => !isRunning(), { timeout: 10_000 });
  });

  describe.skipIf(process.platform !== 'linux')('npm start', () => {
    it('serves in the browser where there is no display, and prints the address', async () => {
      const { code, output } = await tree.run('scripts/start.mjs', [], env);
      expect(output).toContain('There is no display here, so Hark runs as a web page');
      expect(output).toContain('http://127.0.0.1:1/?t=secret');
      expect(code).toBe(0);
    });

    it('asks for a failed Electron download again only after a day', async () => {
      const failing = { ...env, DISPLAY: ':99', INSTALL_ELECTRON: '1', PATH: '' };
      const first = await tree.run('scripts/start.mjs', [], failing);
      expect(first.output).toContain('Fetching the Electron binary');
      const second = await tree.run('scripts/start.mjs', [], failing);
      expect(second.output).not.toContain('Fetching the Electron binary');
      const yesterday = new Date(Date.now() - 25 * 3_600_000);
      const note = 'node_modules/.cache/hark/electron-download-failed';
      await utimes(join(tree.folder, note), yesterday, yesterday);
      const third = await tree.run('scripts/start.mjs', [], failing);
      expect(third.output).toContain('Fetching the Electron binary');
      for (const { output } of [first, second, third]) {
        expect(output).toContain(
          'The Electron binary could not be fetched, so Hark opens in your browser instead.',
        );
        expect(output).toContain('open the address above yourself');
      }
    });
  });
});
