import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWav } from '#shared/audio/wav.ts';
import type { Part } from './support/recording.ts';
import { record, writeRecording } from './support/recording.ts';

const ROOT = resolve(import.meta.dirname, '../..');

type Line = Readonly<Record<string, unknown>>;

describe('Hark in the terminal', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hark-e2e-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const say = async (recording: readonly Part[]): Promise<string> =>
    writeRecording(folder, await record(recording));

  async function hark(...args: readonly string[]): Promise<{ code: number; lines: readonly Line[] }> {
    const child = spawn(process.execPath, ['src/cli/main.ts', ...args, '--json'], {
      cwd: ROOT,
      env: { ...process.env, HARK_DATA: join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const code = await new Promise<number>((done) => child.once('close', (status) => done(status ?? -1)));
    const lines = text.split('\n').filter((line) => line !== '');
    return { code, lines: lines.map((line) => JSON.parse(line) as Line) };
  }

  test('hears a question, looks at the clock, and writes the spoken answer', async () => {
    const reply = join(folder, 'reply.wav');
    const { code, lines } = await hark('talk', await say([{ say: 'what time is it' }]), '--out', reply);
    expect(code).toBe(0);
    expect(lines).toContainEqual({
      type: 'transcript',
      role: 'user',
      text: 'what time is it',
      status: 'done',
    });
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'tool', tool: 'get_current_time', status: 'done' }),
    );
    const answer = lines.find(({ type, role }) => type === 'transcript' && role === 'assistant');
    expect(answer?.text).toMatch(/^It is \d/);
    const { samples, sampleRateHz } = readWav(await readFile(reply));
    expect(samples.length / sampleRateHz).toBeGreaterThan(1);
    expect(Math.max(...samples)).toBeGreaterThan(0.1);
  });

  test('finds the turns itself at the speed of sound, and stops its answer when it is talked over', async () => {
    const file = await say([
      { pauseMs: 600 },
      { say: 'what can you do' },
      { pauseMs: 4000 },
      { say: 'what time is it' },
    ]);
    const { code, lines } = await hark('talk', file, '--realtime');
    expect(code).toBe(0);
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'transcript', role: 'assistant', status: 'cut' }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'tool', tool: 'get_current_time', status: 'done' }),
    );
  });

  test('keeps a timer from one run to the next', async () => {
    expect((await hark('ask', 'set a timer for one hour')).code).toBe(0);
    const { lines } = await hark('ask', 'how much time is left');
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'tool', tool: 'list_timers', status: 'done' }),
    );
    const answers = lines.filter(({ role }) => role === 'assistant').map(({ text }) => String(text));
    expect(answers.join(' ')).toMatch(/59 minutes|1 hour|one hour/i);
  });

  test('asks nobody when nobody is there, and does not do it', async () => {
    const { code, lines } = await hark('ask', 'open example.com');
    expect(code).toBe(0);
    expect(lines).toContainEqual(expect.objectContaining({ type: 'question', answer: 'no' }));
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'tool', tool: 'open_target', status: 'denied' }),
    );
  });

  test('goes on after an utterance that nobody could understand', async () => {
    const garbled = await say([{ garble: 'she told him that the movie was really boring' }]);
    const { code, lines } = await hark('talk', garbled);
    expect(code).toBe(0);
    expect(lines.filter(({ type }) => type === 'tool')).toEqual([]);
    expect(lines.find(({ role }) => role === 'assistant')?.text).toMatch(/^Sorry/);
  });
});
