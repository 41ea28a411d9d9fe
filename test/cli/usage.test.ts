import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runHark } from './run-hark.ts';

describe('usage', () => {
  test.each<[string, string[], string]>([
    ['an unknown flag', ['ask', 'hi', '--jsno'], 'Did you mean --json?'],
    ['an unknown command', ['tlak', 'a.wav'], 'Did you mean talk?'],
    ['a missing argument', ['talk'], "missing required argument 'in.wav'"],
    ['a flag without its value', ['ask', 'hi', '--endpoint'], 'argument missing'],
    ['an argument too many', ['ask', 'set', 'a', 'timer'], 'too many arguments'],
    ['a port that is none', ['serve', '--port', '80a'], 'from 0 to 65535'],
    ['a port out of range', ['engine', '--port', '65536'], 'from 0 to 65535'],
  ])('%s ends with code 2, the reason and one line of usage', async (_what, args, reason) => {
    const { code, stderr, stdout } = await runHark(args);
    expect(stderr).toContain(reason);
    expect(stderr).toContain('Usage: hark');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('help ends with code 0 and names every command', async () => {
    const { code, stdout } = await runHark(['--help']);
    expect(code).toBe(0);
    for (const command of ['talk', 'ask', 'engine', 'serve', 'doctor']) expect(stdout).toContain(command);
  });

  test.each([
    'ftp://example.org',
    'javascript:alert(1)',
    'ws://example.org',
    'wss://me:secret@example.org',
    'enigne',
  ])('the endpoint %s ends with code 2 and starts nothing', async (endpoint) => {
    const { code, events } = await runHark(['ask', 'hi', '--json', '--endpoint', endpoint]);
    expect(code).toBe(2);
    expect(events.map(({ type }) => type)).toEqual(['error', 'done']);
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  test('a data folder that cannot be used ends with one thing to do', async () => {
    const { code, stderr } = await runHark(['ask', 'hi', '--endpoint', 'engine'], { HARK_DATA: 'relative' });
    expect(stderr).toContain('HARK_DATA must be an absolute path.');
    expect(code).toBe(2);
  });
});

describe('files to talk from', () => {
  const inFolder = async (bytes: Uint8Array): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'hark-wav-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'in.wav');
    await writeFile(file, bytes);
    return file;
  };

  test.each<[string, Uint8Array]>([
    ['empty', new Uint8Array(0)],
    ['an MP3 in disguise', Buffer.from('ID3\u0003\0\0\0\0\0\0music music music music music')],
    ['only a header', Buffer.from('RIFF\0\0\0\0WAVE')],
  ])('one that is %s ends with code 2 and says why', async (_what, bytes) => {
    const { code, stderr } = await runHark(['talk', await inFolder(bytes)]);
    expect(stderr).toMatch(/not a WAV we can read/i);
    expect(code).toBe(2);
  });

  test('one that does not exist ends with code 2', async () => {
    const { code, stderr } = await runHark(['talk', '/no/such/file.wav']);
    expect(stderr).toContain('/no/such/file.wav cannot be read.');
    expect(code).toBe(2);
  });
});
