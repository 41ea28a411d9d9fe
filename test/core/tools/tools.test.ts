import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openToolBench } from '../support/tool-bench.ts';

describe('the tools', () => {
  it('have the names and arguments the engine knows', async () => {
    const { tools } = await openToolBench();
    const shapes = Object.fromEntries(
      tools.map(({ name, parameters }) => [
        name,
        [Object.keys(parameters.properties ?? {}), parameters.required ?? []],
      ]),
    );
    expect(shapes).toEqual({
      get_current_time: [[], []],
      get_date: [[], []],
      set_timer: [['seconds', 'label'], ['seconds']],
      list_timers: [[], []],
      cancel_timer: [['label'], []],
      remember_fact: [['text'], ['text']],
      recall_facts: [['query'], []],
      open_target: [['target'], ['target']],
      find_files: [['name'], ['name']],
      read_file: [['name'], ['name']],
      read_clipboard: [[], []],
      write_clipboard: [['text'], ['text']],
      get_system_info: [['topic'], ['topic']],
      calculate: [['expression'], ['expression']],
    });
  });

  it.each([
    ['set_timer', {}],
    ['set_timer', { seconds: 0 }],
    ['set_timer', { seconds: 86_401 }],
    ['set_timer', { seconds: 1.5 }],
    ['set_timer', { seconds: '60' }],
    ['set_timer', { seconds: 60, volume: 11 }],
    ['get_system_info', { topic: 'secrets' }],
    ['remember_fact', { text: '' }],
    ['remember_fact', { text: '\u200b\u0007' }],
    ['open_target', { target: 7 }],
    ['get_date', { now: true }],
  ])('refuse %s with %j', async (name, args) => {
    const { tools } = await openToolBench();
    const tool = tools.find((entry) => entry.name === name);
    expect(() => tool?.parseArguments(JSON.stringify(args))).toThrow(`The arguments of ${name} are wrong`);
  });
});

describe('clock and calendar', () => {
  it('tell what the clock of the computer shows', async () => {
    const { call, ports } = await openToolBench();
    const { speech, iso } = await call('get_current_time');
    expect(speech).toMatch(/^It is \d{1,2}:\d\d [AP]M\.$/);
    expect(Date.parse(String(iso))).toBe(ports.clock.wallTime());
    expect((await call('get_date')).speech).toMatch(/^Today is \w+day, \w+ \d{1,2}, 2025\.$/);
  });
});

describe('timers', () => {
  it('are set with what was heard read back', async () => {
    const { call, timers } = await openToolBench();
    expect((await call('set_timer', { seconds: 3661 })).speech).toBe(
      'The timer is set for 1 hour, 1 minute and 1 second.',
    );
    expect((await call('set_timer', { seconds: 300, label: 'pasta timer' })).speech).toBe(
      'The pasta timer is set for 5 minutes.',
    );
    expect(timers.all.map((timer) => timer.label)).toEqual(['', 'pasta']);
  });

  it('are listed with what is left', async () => {
    const { call, ports } = await openToolBench();
    expect((await call('list_timers')).speech).toBe('No timer is running.');
    await call('set_timer', { seconds: 300, label: 'pasta' });
    await call('set_timer', { seconds: 60 });
    ports.clock.advance(60_000);
    expect((await call('list_timers')).speech).toBe(
      'There are 2 timers: the pasta timer with 4 minutes left and the timer for 1 minute, which is ringing.',
    );
  });

  it('are cancelled by label, the ringing one first, and never by a guess', async () => {
    const { call, timers, ports } = await openToolBench();
    expect((await call('cancel_timer')).speech).toBe('No timer is running.');
    await call('set_timer', { seconds: 300, label: 'pasta' });
    await call('set_timer', { seconds: 60, label: 'tea' });
    await call('set_timer', { seconds: 600, label: 'cake' });
    expect((await call('cancel_timer', { label: 'egg' })).speech).toContain('I found no egg timer.');
    expect((await call('cancel_timer')).speech).toContain('Which one?');
    expect(timers.all).toHaveLength(3);
    expect((await call('cancel_timer', { label: 'Pasta' })).speech).toBe('I cancelled the pasta timer.');
    ports.clock.advance(60_000);
    expect((await call('cancel_timer')).speech).toBe('I stopped the tea timer.');
    expect((await call('cancel_timer')).speech).toBe('I cancelled the cake timer.');
  });
});

describe('facts', () => {
  it('are remembered and recalled', async () => {
    const { call } = await openToolBench();
    expect((await call('recall_facts')).speech).toBe('You have not asked me to remember anything yet.');
    expect((await call('remember_fact', { text: 'I parked on level three.' })).speech).toBe(
      'I will remember this: I parked on level three.',
    );
    expect((await call('recall_facts', { query: 'where did I park' })).speech).toBe(
      'I remember nothing about where did I park.',
    );
    expect((await call('recall_facts', { query: 'level' })).speech).toBe(
      'You asked me to remember: I parked on level three.',
    );
  });
});

describe('files', () => {
  it('are found and read aloud', async () => {
    const { call, documents } = await openToolBench();
    writeFileSync(join(documents, 'shopping-list.txt'), 'milk\u202e and \u001b[31meggs');
    expect((await call('find_files', { name: 'shopping' })).speech).toBe(
      'I found 1 file: shopping-list.txt in Documents.',
    );
    expect(await call('read_file', { name: 'shopping list' })).toMatchObject({
      asked: false,
      speech: 'shopping-list.txt says: milk and eggs',
    });
    expect((await call('find_files', { name: 'tax' })).speech).toBe('I found no file called tax.');
  });

  it('that are long are read from the beginning', async () => {
    const { call, documents } = await openToolBench();
    writeFileSync(join(documents, 'long.txt'), 'word '.repeat(1000));
    const { speech, text } = await call('read_file', { name: 'long.txt' });
    expect(speech.length).toBeLessThan(1_600);
    expect(speech).toMatch(/word That is the beginning of it\.$/);
    expect(text).toHaveLength(4999);
  });

  it('outside of the allowed folders stay closed', async () => {
    const { call, ports } = await openToolBench();
    writeFileSync(join(ports.folders.home, 'diary.txt'), 'secret');
    expect(await call('read_file', { name: '~/diary.txt' })).toMatchObject({
      failed: true,
      speech: 'diary.txt is not in a folder I may look into. Add its folder in the settings under Files.',
    });
  });
});

describe('the clipboard', () => {
  it('is read only after a yes', async () => {
    const { call, ports } = await openToolBench();
    ports.clipboardText = 'hello\u0007';
    expect(await call('read_clipboard', {}, false)).toMatchObject({ asked: true });
    expect(await call('read_clipboard')).toMatchObject({ asked: true, speech: 'The clipboard says: hello' });
  });

  it('is written without a question', async () => {
    const { call, ports } = await openToolBench();
    expect(await call('write_clipboard', { text: 'hi' })).toMatchObject({
      asked: false,
      speech: 'I copied this: hi.',
    });
    expect(ports.clipboardText).toBe('hi');
  });
});

describe('the computer', () => {
  it('tells its disk and memory as they are', async () => {
    const { call } = await openToolBench();
    const disk = await call('get_system_info', { topic: 'disk' });
    expect(disk.speech).toMatch(
      /^[\d.]+ (giga|tera)bytes? of [\d.]+ (giga|tera)bytes? are free on the disk\.$/,
    );
    const { memory } = await call('get_system_info', { topic: 'memory' });
    expect(memory).toMatchObject({ freeBytes: expect.any(Number), totalBytes: expect.any(Number) });
    const all = await call('get_system_info', { topic: 'all' });
    expect(Object.keys(all)).toEqual(expect.arrayContaining(['battery', 'disk', 'memory']));
  });
});

describe('calculating', () => {
  it('reads the numbers back', async () => {
    const { call } = await openToolBench();
    expect(await call('calculate', { expression: '12 * 7' })).toMatchObject({
      speech: '12 times 7 is 84.',
      value: 84,
    });
    expect((await call('calculate', { expression: '0.1 + 0.2' })).speech).toBe('0.1 plus 0.2 is 0.3.');
    expect((await call('calculate', { expression: '3 - 5' })).speech).toBe('3 minus 5 is minus 2.');
    expect(await call('calculate', { expression: '1 / 0' })).toMatchObject({
      failed: true,
      speech: 'I cannot divide by zero.',
    });
  });
});

/** A folder in its place cannot be written to, whoever runs the test. */
function breakJournal(data: string): void {
  rmSync(join(data, 'journal.jsonl'), { force: true });
  mkdirSync(join(data, 'journal.jsonl'));
}

describe('the journal', () => {
  it('that cannot be written keeps what acts from acting', async () => {
    const { call, ports } = await openToolBench();
    breakJournal(ports.folders.data);
    expect(await call('write_clipboard', { text: 'hi' })).toMatchObject({
      failed: true,
      speech: expect.stringContaining('nothing was done'),
    });
    expect(ports.clipboardText).toBe('');
    expect(await call('get_date')).not.toHaveProperty('failed');
  });

  it('that cannot be written any more does not deny what was done', async () => {
    const { call, ports } = await openToolBench();
    ports.clipboard.write = async () => breakJournal(ports.folders.data);
    expect((await call('write_clipboard', { text: 'hi' })).speech).toBe('I copied this: hi.');
    expect(ports.logged).toMatchObject([{ level: 'error' }]);
  });

  it('notes what acts, before and after, and nothing that only looks', async () => {
    const { call, journal, ports } = await openToolBench();
    await call('get_date');
    await call('write_clipboard', { text: 'hi' });
    ports.open.application = () => Promise.reject(new Error('none installed'));
    expect(await call('open_target', { target: 'calculator' })).toMatchObject({
      failed: true,
      speech: 'Sorry, that did not work.',
    });
    expect((await journal()).map(({ phase, tool, outcome }) => [phase, tool ?? outcome])).toEqual([
      ['begin', 'write_clipboard'],
      ['end', 'done'],
      ['begin', 'open_target'],
      ['end', 'failed'],
    ]);
  });
});
