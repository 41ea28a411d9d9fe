import { existsSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL, conversation, idsOf, storeBench } from './store-bench.ts';

describe('the store of conversations', () => {
  it('keeps what was said and done over a restart, in its order', async () => {
    const { open } = storeBench();
    const first = open();
    const { conversation: about, entries } = conversation({ words: ['Set a timer', 'It is set'] });
    const tool = {
      id: 'call-1',
      role: 'tool',
      label: 'Set a timer',
      text: 'Five minutes.',
      status: 'failed',
      at: 1_001,
      position: 1_000.5,
    } as const;
    await first.write([{ conversation: about, entries: [...entries, tool], removed: [] }]);
    await first.close();
    const { conversation: kept, entries: read } = await open().read({ id: 'c1', limit: 10 });
    expect(kept).toEqual({
      id: 'c1',
      title: 'Set a timer',
      endpoint: 'Offline engine',
      startedAt: 1_000,
      changedAt: 1_001,
      entries: 3,
      excerpt: [],
    });
    expect(read.map(({ role, text, status }) => [role, text, status])).toEqual([
      ['user', 'Set a timer', 'done'],
      ['tool', 'Five minutes.', 'failed'],
      ['assistant', 'It is set', 'done'],
    ]);
  });

  it('replaces an entry that changed, so that the words nobody heard are not found', async () => {
    const { open } = storeBench();
    const store = open();
    const said = conversation({ words: ['Tell a story', 'Once upon a time there was a dragon'] });
    await store.write([said]);
    const heard = said.entries
      .slice(1)
      .map((entry) => ({ ...entry, text: 'Once upon', status: 'cut' as const }));
    await store.write([{ ...said, entries: heard }]);
    const { entries } = await store.read({ id: 'c1', limit: 10 });
    expect(entries[1]).toMatchObject({ text: 'Once upon', status: 'cut' });
    expect(await idsOf(store, 'dragon')).toEqual([]);
    await store.write([{ ...said, entries: [], removed: ['line-1'] }]);
    expect((await store.read({ id: 'c1', limit: 10 })).entries).toHaveLength(1);
  });

  it('finds by the beginnings of words, whatever their case and accents, and shows where', async () => {
    const { open } = storeBench();
    const store = open();
    await store.write([
      conversation({ id: 'a', words: ['Wo ist das Café Müller?', 'In der Straße am Fluß.'] }),
      conversation({ id: 'b', at: 2_000, words: ['Remind me of the milk'] }),
    ]);
    expect(await idsOf(store, 'CAFE mull')).toEqual(['a']);
    expect(await idsOf(store, 'rem MILK')).toEqual(['b']);
    expect(await idsOf(store, 'cafe milk')).toEqual([]);
    expect(await idsOf(store, 'm')).toEqual(['b', 'a']);
    const { conversations } = await store.list({ ...ALL, search: 'mull' });
    expect(conversations[0]?.excerpt).toEqual([
      { text: 'Wo ist das Café ', found: false },
      { text: 'Müller', found: true },
      { text: '?', found: false },
    ]);
  });

  it('shows of each conversation its own words, the first that were found', async () => {
    const { open } = storeBench();
    const store = open();
    await store.write([
      conversation({ id: 'a', words: ['twelve times seven', 'Is 84.'] }),
      conversation({ id: 'b', at: 2_000, words: ['Hello', 'for twenty minutes', 'or twelve'] }),
    ]);
    const { conversations } = await store.list({ ...ALL, search: 'tw' });
    expect(conversations.map(({ excerpt }) => excerpt.map(({ text }) => text).join(''))).toEqual([
      'for twenty minutes',
      'twelve times seven',
    ]);
  });

  it('finds a conversation by the name it was given', async () => {
    const { open } = storeBench();
    const store = open();
    await store.write([conversation({ words: ['Hello'] })]);
    await store.rename('c1', 'Holiday plans');
    expect((await store.list({ ...ALL, search: 'holi' })).conversations).toMatchObject([
      { title: 'Holiday plans', excerpt: [] },
    ]);
    await store.rename('c1', '');
    expect(await idsOf(store, 'holi')).toEqual([]);
    expect((await store.list(ALL)).conversations).toMatchObject([{ title: 'Hello' }]);
  });

  it('never fails on what people type into the search box', async () => {
    const { open } = storeBench();
    const store = open();
    await store.write([conversation({ words: ['one two', 'NEAR(x) "y" * ^ AND OR NOT'] })]);
    const signs = fc.constantFrom(
      '"',
      '*',
      '^',
      '(',
      ')',
      ':',
      '-',
      '+',
      '{',
      '}',
      'AND',
      'NEAR',
      "'",
      '\0',
      ' ',
      'x',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(signs).map((some) => some.join('')),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (search) => {
        expect(Array.isArray((await store.list({ ...ALL, search })).conversations)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(await idsOf(store, 'near AND not')).toEqual(['c1']);
    expect(await idsOf(store, '!?"')).toEqual([]);
  });

  it('gives every conversation and every entry once, page by page', async () => {
    const { open } = storeBench();
    const store = open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (times, limit) => {
          await store.removeAll();
          await store.write(
            times.map((at, index) => conversation({ id: `c${index}`, at, words: ['x', 'y', 'z'] })),
          );
          const seen: string[] = [];
          let after: string | undefined;
          do {
            const page = await store.list({ search: '', limit, ...(after === undefined ? {} : { after }) });
            seen.push(...page.conversations.map(({ id }) => id));
            after = page.next;
          } while (after !== undefined);
          expect(seen.toSorted()).toEqual(times.map((_, index) => `c${index}`).toSorted());
        },
      ),
      { numRuns: 30 },
    );
    await store.write([conversation({ id: 'long', words: ['a', 'b', 'c', 'd', 'e'] })]);
    const first = await store.read({ id: 'long', limit: 3 });
    const second = await store.read({ id: 'long', limit: 3, after: first.next ?? '' });
    expect([...first.entries, ...second.entries].map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(second.next).toBeUndefined();
    expect((await store.readLast('long', 2)).map(({ text }) => text)).toEqual(['d', 'e']);
  });

  it('deletes: afterwards the words are in no file any more', async () => {
    const { open, bytes } = storeBench();
    const store = open();
    const filler = Array.from({ length: 40 }, (_, index) => `ordinary words number ${index}`);
    const secret = [
      'The zanzibarite password',
      'is quokkaberry',
      ...filler.map((text) => `${text} xylotomous`),
    ];
    await store.write([conversation({ id: 'kept', words: filler })]);
    await store.write([conversation({ id: 'gone', words: secret })]);
    await store.rename('gone', 'Vexillology');
    expect(bytes()).toContain('quokkaberry');
    await store.remove('gone');
    for (const word of ['zanzibarite', 'quokkaberry', 'xylotomous', 'exillology']) {
      expect(bytes().toLowerCase()).not.toContain(word);
    }
    expect(await idsOf(store, 'ordinary')).toEqual(['kept']);
    expect(await idsOf(store, 'quokkaberry')).toEqual([]);
    await store.removeAll();
    expect(bytes()).not.toContain('ordinary');
    await expect(store.read({ id: 'kept', limit: 1 })).rejects.toMatchObject({ reason: 'not_found' });
  });

  it('deletes what nothing was added to since a given time, and says how many', async () => {
    const { open, bytes } = storeBench();
    const store = open();
    await store.write([
      conversation({ id: 'old', at: 1_000, words: ['quokkaberry'] }),
      conversation({ id: 'new', at: 5_000, words: ['today'] }),
    ]);
    expect(await store.removeBefore(5_000)).toBe(1);
    expect(await store.removeBefore(5_000)).toBe(0);
    expect(await idsOf(store, '')).toEqual(['new']);
    expect(bytes()).not.toContain('quokkaberry');
  });

  it('gives the room of what was deleted back to the disk', async () => {
    const { path, open } = storeBench();
    const store = open();
    await store.write([
      conversation({ words: Array.from({ length: 500 }, (_, index) => `${index} `.repeat(500)) }),
    ]);
    await store.close();
    const before = statSync(path).size;
    const again = open();
    await again.remove('c1');
    expect(statSync(path).size).toBeLessThan(before / 4);
  });

  it('can be read by its owner only', async () => {
    const { path, open } = storeBench();
    await open().write([conversation({ words: ['Hello'] })]);
    if (process.platform === 'win32') return;
    for (const part of ['', '-wal', '-shm']) expect(statSync(`${path}${part}`).mode & 0o777).toBe(0o600);
  });

  it('opens nothing before it is used', async () => {
    const { path, open } = storeBench();
    await open().close();
    expect(existsSync(path)).toBe(false);
  });
});
