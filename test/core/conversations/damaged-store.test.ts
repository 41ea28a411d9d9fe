import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConversationStore } from '#core/conversations/conversation-store.ts';
import { ALL, conversation, idsOf, storeBench } from './store-bench.ts';

describe('the file of the history', () => {
  it.each([
    [
      'is no database',
      (path: string) => writeFileSync(path, 'not a database, but long enough to be read as one'.repeat(9)),
    ],
    ['has a page overwritten', (path: string) => overwrite(path, 4096, Buffer.alloc(8192, 0xff))],
    ['was cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 10_000))],
  ])('sets a file aside that %s, says so once, and begins anew', async (_, damage) => {
    const { path, problems, open } = storeBench();
    const first = open();
    await first.write([
      conversation({ words: Array.from({ length: 50 }, (_, index) => `some words ${index}`) }),
    ]);
    await first.close();
    damage(path);
    const second = open();
    expect(await idsOf(second, '')).toEqual([]);
    await second.write([conversation({ id: 'new', words: ['again'] })]);
    expect(await idsOf(second, 'again')).toEqual(['new']);
    expect(problems).toEqual(['The history of conversations was damaged, and a new one was begun.']);
    expect(existsSync(`${path}.corrupt`)).toBe(true);
    await second.removeAll();
    expect(existsSync(`${path}.corrupt`)).toBe(false);
  });

  it('never takes the process down and always ends usable, whatever bytes were changed', async () => {
    const { path, open } = storeBench();
    const first = open();
    await first.write([
      conversation({ words: Array.from({ length: 60 }, (_, index) => `some words ${index}`) }),
    ]);
    await first.close();
    const good = readFileSync(path);
    const damage = fc.array(fc.record({ at: fc.nat(good.length - 1), value: fc.nat(255) }), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bad = Buffer.from(good);
        for (const { at, value } of changes) bad[at] = value;
        writeFileSync(path, bad);
        const store = open();
        const outcome = await idsOf(store, 'some').then(
          () => 'usable',
          ({ reason }: { reason: string }) => reason,
        );
        // A version number above ours is a file of the future, which is left alone.
        expect(['usable', 'unavailable']).toContain(outcome);
        await store.close();
      }),
      { numRuns: 12 },
    );
  });

  it('leaves the file of a newer version as it is', async () => {
    const { path, problems, open } = storeBench();
    const first = open();
    await first.write([conversation({ words: ['Hello'] })]);
    await first.close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const store = open();
    await expect(store.list(ALL)).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(store.write([conversation({ words: ['x'] })])).rejects.toMatchObject({
      reason: 'unavailable',
    });
    expect(problems).toEqual([]);
    expect(existsSync(`${path}.corrupt`)).toBe(false);
  });

  it('says what is wrong when there can be no file', async () => {
    const { folder } = storeBench();
    const store = createConversationStore({ path: join(folder, 'missing', 'c.sqlite'), onProblem: () => {} });
    onTestFinished(() => store.close());
    await expect(store.write([conversation({ words: ['x'] })])).rejects.toMatchObject({ reason: 'device' });
  });
  it('is not kept, with the reason, on a Node without SQLite', async () => {
    const { folder, path } = storeBench();
    const store = new URL('../../../src/core/conversations/conversation-store.ts', import.meta.url);
    const script = `
      const { createConversationStore } = await import(${JSON.stringify(store.href)});
      const store = createConversationStore({ path: ${JSON.stringify(path)}, onProblem: console.log });
      const error = await store.list({ search: '', limit: 1 }).catch((error) => error);
      console.log(error.reason, error.message);
      await store.close();`;
    const file = join(folder, 'ask.mjs');
    writeFileSync(file, script);
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-experimental-sqlite', file]);
    expect(stdout).toBe(`unavailable Conversations are not kept: Node ${process.version} has no SQLite.\n`);
  });
});

function overwrite(path: string, at: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}
