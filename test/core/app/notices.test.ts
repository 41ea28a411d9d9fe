import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAppBench } from '../support/app-bench.ts';

describe('files of Hark that cannot be read', () => {
  it('do not keep it from starting; what they were is kept and told', async () => {
    const bench = await openAppBench({
      prepare: ({ folders }) => {
        for (const name of ['timers.json', 'facts.json', 'journal.jsonl']) {
          mkdirSync(join(folders.data, name), { recursive: true });
          writeFileSync(join(folders.data, name, 'inside'), '');
        }
      },
    });
    await bench.app.start();
    await bench.connected();
    await expect.poll(() => bench.app.state.assistant.kind).toBe('ready');
    expect(bench.app.state.notices.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('timers.json'),
      expect.stringContaining('facts.json'),
      expect.stringContaining('journal'),
    ]);
    const { data } = bench.ports.folders;
    expect(readdirSync(data).sort()).toEqual([
      'facts.json.corrupt',
      'journal.jsonl.1',
      'timers.json.corrupt',
    ]);
  });
});

it('what a host found wrong is shown until it is dismissed', async () => {
  const bench = await openAppBench();
  bench.app.report({ reason: 'unavailable', message: 'The shortcut is taken.', action: 'Choose another.' });
  const [notice] = bench.app.state.notices;
  expect(notice?.error).toMatchObject({ message: 'The shortcut is taken.', action: 'Choose another.' });
  await bench.request('notice.dismiss', { id: notice?.id ?? '' });
  expect(bench.app.state.notices).toEqual([]);
});
