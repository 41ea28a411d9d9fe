import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conversation, storeBench } from '../core/conversations/store-bench.ts';
import { runHark } from './run-hark.ts';

/** A data folder with two conversations, whose app has ended. */
async function keptFolder(): Promise<string> {
  const bench = storeBench();
  const store = bench.open();
  await store.write([
    conversation({ id: 'c1', at: 1_000, words: ['Where is my bike?', 'Behind the house.'] }),
    conversation({ id: 'c2', at: 2_000, words: ['\u001b[31mWhat time is it?', 'It is ten.'] }),
  ]);
  await store.close();
  return bench.folder;
}

const history = (folder: string, ...args: string[]) => runHark(['history', ...args], { HARK_DATA: folder });

describe('history', () => {
  test('lists, newest first, and says where it is', async () => {
    const folder = await keptFolder();
    const { code, stdout, stderr } = await history(folder, 'list');
    expect(stdout.split('\n').map((line) => line.slice(0, 2))).toEqual(['c2', 'c1', '']);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain(join(folder, 'conversations.sqlite'));
    expect(code).toBe(0);
  });

  test('finds, one line of JSON each', async () => {
    const { events, stderr } = await history(await keptFolder(), 'search', 'bike', '--json');
    expect(events).toMatchObject([{ id: 'c1', title: 'Where is my bike?', entries: 2 }]);
    expect(stderr).toBe('');
  });

  test('shows what was said', async () => {
    const folder = await keptFolder();
    expect((await history(folder, 'show', 'c1')).stdout).toBe(
      'You: Where is my bike?\nHark: Behind the house.\n',
    );
    expect((await history(folder, 'show', 'c1', '--json')).events).toMatchObject([
      { role: 'user', text: 'Where is my bike?' },
      { role: 'assistant', text: 'Behind the house.' },
    ]);
  });

  test('exports to the terminal or to a new file, and overwrites none', async () => {
    const folder = await keptFolder();
    expect((await history(folder, 'export', 'c1')).stdout).toMatch(/^# Where is my bike\?/);
    const out = join(folder, 'bike.json');
    const args = ['export', 'c1', '--format', 'json', '--out', out];
    expect((await history(folder, ...args)).code).toBe(0);
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ title: 'Where is my bike?' });
    const again = await history(folder, ...args);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('Nothing was overwritten.') });
  });

  test('deletes', async () => {
    const folder = await keptFolder();
    expect((await history(folder, 'delete', 'c1')).code).toBe(0);
    expect((await history(folder, 'list', '--json')).events.map(({ id }) => id)).toEqual(['c2']);
    expect((await readFile(join(folder, 'conversations.sqlite'), 'latin1')).includes('bike')).toBe(false);
  });

  test.each([['show'], ['export'], ['delete']])(
    '%s of a conversation that is not there ends with code 2',
    async (name) => {
      const { code, stderr } = await history(await keptFolder(), name, 'c9');
      expect(stderr).toContain('not in the history');
      expect(code).toBe(2);
    },
  );

  test('that was never begun ends with code 2 and makes no file', async () => {
    const { folder, bytes } = storeBench();
    expect(await history(folder, 'list')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no history at'),
    });
    expect(bytes()).toBe('');
  });
});
