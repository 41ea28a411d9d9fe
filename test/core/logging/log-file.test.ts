import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHostLog, logFolder } from '#core/logging/host-log.ts';
import { logLevel } from '#core/logging/log.ts';
import { createLogFile, type LogFileParts } from '#core/logging/log-file.ts';
import { readLog, readLogText } from '#core/logging/read-log.ts';
import { createFakePorts } from '../../support/fake-ports.ts';

let data: string;
let folder: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'hark-log-'));
  folder = logFolder(data);
});
afterEach(() => rm(data, { recursive: true, force: true }));

const open = (parts: Partial<LogFileParts> = {}) =>
  createLogFile({ folder, now: () => 1_700_000_000_000, onRefused: () => {}, ...parts });

describe('the log file', () => {
  test('takes every line, in order, readable by its owner only', async () => {
    const file = open();
    for (let index = 0; index < 1000; index += 1) file.write(`line ${index}`);
    await file.close();
    const lines = (await readFile(join(folder, 'hark.log'), 'utf8')).trimEnd().split('\n');
    expect(lines).toEqual(Array.from({ length: 1000 }, (_, index) => `line ${index}`));
    if (process.platform === 'win32') return;
    expect((await stat(join(folder, 'hark.log'))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('is put aside when it is full; four full ones are kept, and nothing of theirs is lost', async () => {
    const file = open({ maxBytes: 100 });
    for (let index = 0; index < 9; index += 1) {
      // 100 bytes with the line break.
      file.write(`${index} ${'x'.repeat(97)}`);
      // One batch each.
      await file.close();
    }
    const names = await readdir(folder);
    expect(names).toHaveLength(5);
    expect((await readLogText(folder)).match(/^\d/gm)).toEqual(['4', '5', '6', '7', '8']);
    expect(file.lost).toBe(0);
  });

  test('drops the oldest lines when more wait than memory is meant for, and counts them', async () => {
    const file = open();
    for (let index = 0; index < 100; index += 1) file.write(String(index % 10).repeat(8 * 1024));
    await file.close();
    const written = (await readLogText(folder)).trimEnd().split('\n').length;
    expect(file.lost).toBeGreaterThan(0);
    expect(written + file.lost).toBe(100);
  });

  test('that cannot be written costs lines, which are counted and told once, and comes back', async () => {
    await writeFile(folder, 'a file where the folder should be');
    const refusals: unknown[] = [];
    const file = open({ onRefused: (error) => refusals.push(error) });
    for (const line of ['a', 'b', 'c']) {
      file.write(line);
      await file.close();
    }
    expect(refusals).toHaveLength(1);
    expect(file.lost).toBe(3);
    await rm(folder);
    file.write('d');
    await file.close();
    expect(await readLogText(folder)).toBe('d\n');
  });

  test.skipIf(process.platform !== 'linux')('on a full disk costs lines only', async () => {
    const refusals: unknown[] = [];
    const file = open({ onRefused: (error) => refusals.push(error) });
    await mkdir(folder);
    await symlink('/dev/full', join(folder, 'hark.log'));
    file.write('a');
    await file.close();
    expect(file.lost).toBe(1);
    expect(refusals).toMatchObject([{ code: 'ENOSPC' }]);
  });

  test('keeps the full files when small ones stand beside them, as two processes leave them', async () => {
    await mkdir(folder);
    for (let index = 0; index < 9; index += 1)
      await writeFile(join(folder, `hark-160000000000${index}-1.log`), `${index}\n`);
    const file = open({ maxBytes: 100 });
    for (const name of ['a', 'b']) {
      file.write(`${name} ${'x'.repeat(97)}`);
      await file.close();
    }
    expect((await readLogText(folder)).match(/^\w/gm)?.join('')).toBe('012345678ab');
  });

  test('of two processes holds every line of both, whole, also while it is put aside', async () => {
    const writers = ['a', 'b'].map((name) =>
      fork(join(import.meta.dirname, 'log-writer.ts'), [folder, name, '2000'], { execArgv: [] }),
    );
    const codes = await Promise.all(writers.map((writer) => once(writer, 'exit')));
    expect(codes.map(([code]) => code)).toEqual([0, 0]);
    const lines = (await readLogText(folder)).trimEnd().split('\n');
    expect((await readdir(folder)).length).toBeGreaterThan(1);
    for (const name of ['a', 'b']) {
      const own = lines
        .filter((line) => line.startsWith(`${name} `))
        .map((line) => Number(line.split(' ')[1]));
      expect(own.toSorted((one, other) => one - other)).toEqual(
        Array.from({ length: 2000 }, (_, index) => index),
      );
    }
  });
});

describe('the log of a host', () => {
  const openHost = (printed: string[], environment = {}) =>
    createHostLog({
      name: 'web',
      version: '1.2.3',
      folders: { data, home: '/home/jo' },
      threshold: 'warn',
      environment,
      print: (line) => printed.push(line),
    });

  test('prints what concerns the person, files what happened, and both without keys', async () => {
    const printed: string[] = [];
    const { log, close } = openHost(printed);
    log.debug('not this');
    log.info('Connected', { file: '/home/jo/x' });
    log.warn('A \u001b]52;c;ZXZpbA==\u0007refusal', new Error('bad \u202ekey sk-proj-abc123DEF456'));
    await close();
    expect(printed).toEqual(['hark warn: A refusal (bad key sk-…)']);
    const from = `web/${process.pid}`;
    expect(await readLog(folder, 10)).toMatchObject([
      { level: 'info', from, message: 'Connected', detail: '{"file": "~/x"}' },
      {
        level: 'warn',
        from,
        message: 'A refusal',
        detail: expect.stringMatching(/^Error: bad key sk-…\n +at /),
      },
    ]);
  });

  test('tells more when it is asked to', async () => {
    const printed: string[] = [];
    const { log, close } = openHost(printed, { HARK_LOG: 'debug' });
    log.debug('this');
    await close();
    expect(printed).toEqual(['hark debug: this']);
    expect(await readLog(folder, 10)).toMatchObject([{ level: 'debug', message: 'this' }]);
  });

  test('never tells a key that was stored, read or given by the environment, nor the token of the engine', async () => {
    const { log, close, protect } = openHost([]);
    const ports = createFakePorts({
      environment: { OPENAI_API_KEY: 'key of the environment' },
      startEngine: async () => ({
        url: '',
        token: 'token of the engine',
        onExit: () => () => {},
        close: async () => {},
      }),
    });
    ports.secretValues.set('serverKey', 'key of the server');
    const { secrets, startEngine } = protect(ports);
    await secrets.set('openaiKey', 'key of the person');
    await secrets.get('serverKey');
    await startEngine(new AbortController().signal);
    log.warn('key of the environment, key of the person', [
      'key of the server',
      { a: 'token of the engine' },
    ]);
    await close();
    expect(await readLogText(folder)).not.toMatch(/key of|token of/);
    ports.dispose();
  });

  test('never tells the key of a server without the origin that it is stored with', async () => {
    const { log, close, protect } = openHost([]);
    const ports = createFakePorts({ environment: { OPENAI_API_KEY: ' padded-key-of-the-person\n' } });
    ports.secretValues.set('serverKey', 'https://one.example former-key-of-one');
    const { secrets } = protect(ports);
    await secrets.get('serverKey');
    await secrets.set('serverKey', 'https://other.example plain-key-of-other');
    log.warn('Refused: former-key-of-one, plain-key-of-other, padded-key-of-the-person');
    await close();
    expect(await readLogText(folder)).not.toMatch(/key-of/);
    ports.dispose();
  });

  test('is read newest first up to a limit, past lines that are none', async () => {
    const { log, close } = openHost([]);
    for (let index = 0; index < 5; index += 1) log.info(`line ${index}`);
    await close();
    await writeFile(join(folder, 'hark.log'), 'torn {"at":\n[]\n{"at":1}\nnull\n', { flag: 'a' });
    expect((await readLog(folder, 2)).map(({ message }) => message)).toEqual(['line 3', 'line 4']);
    expect(await readLog(join(folder, 'none'), 2)).toEqual([]);
  });

  test('has the level that an environment names, else its own', () => {
    expect(logLevel('loud', 'warn')).toBe('warn');
    expect(logLevel('debug', 'warn')).toBe('debug');
  });
});
