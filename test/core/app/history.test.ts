import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConversationPage, EntryPage } from '#shared/bridge/conversations.ts';
import type { Reply } from '#shared/bridge/requests.ts';
import { answer } from '../../realtime/support/wire-script.ts';
import { type AppBench, type AppBenchOptions, echoItem, openAppBench } from '../support/app-bench.ts';

const poll = expect.poll;
const spoken = { responseId: 'r1', itemId: 'a1', text: 'It is ten.', audioMs: 300 };

function valueIn<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

const list = async (bench: AppBench, search = ''): Promise<ConversationPage['conversations']> =>
  valueIn(await bench.request('history.list', { search })).conversations;
const entriesOf = async (bench: AppBench, id: string): Promise<EntryPage['entries']> =>
  valueIn(await bench.request('history.read', { id })).entries;
const firstId = async (bench: AppBench): Promise<string> => (await list(bench))[0]?.id ?? '';

/** An app in which one question was asked and answered. */
async function openTalked(options: AppBenchOptions = {}) {
  const bench = await openAppBench(options);
  await bench.app.start();
  const peer = await bench.connected();
  await bench.request('text.send', { text: 'What time is it?' });
  const { id } = await echoItem(peer);
  peer.send(...answer({ ...spoken, previousItemId: id }));
  await poll(() => bench.app.state.transcript.map(({ status }) => status)).toEqual(['done', 'done']);
  return { bench, peer };
}

/** What runs after a restart on the same folder. */
const reopened = (bench: AppBench): Promise<AppBench> => openAppBench({ folders: bench.ports.folders });

describe('the history', () => {
  it('has what was said and answered, and finds it after a restart', async () => {
    const { bench } = await openTalked();
    bench.page.playToEnd('a1');
    await bench.app.close();
    const again = await reopened(bench);
    const [found] = await list(again, 'TIM');
    expect(found).toMatchObject({ title: 'What time is it?', endpoint: 'On this computer', entries: 2 });
    expect(await entriesOf(again, found?.id ?? '')).toMatchObject([
      { role: 'user', text: 'What time is it?', status: 'done' },
      { role: 'assistant', text: 'It is ten.', status: 'done' },
    ]);
  });

  it('tells pages that it has changed, and which conversation goes on', async () => {
    const { bench } = await openTalked();
    await poll(() => bench.app.state.history.current).toBeDefined();
    const { current, revision } = bench.app.state.history;
    expect(await firstId(bench)).toBe(current);
    await bench.request('history.rename', { id: current ?? '', title: '  Time\n of day ' });
    expect(bench.app.state.history.revision).toBeGreaterThan(revision);
    expect(await list(bench)).toMatchObject([{ title: 'Time of day' }]);
  });

  it('has of an answer that was interrupted by a new conversation only what was heard', async () => {
    const { bench } = await openTalked();
    await poll(() => bench.app.state.assistant.kind).toBe('speaking');
    bench.page.send({ type: 'playhead', itemId: 'a1', playedSamples: 3_600, ended: false });
    await bench.request('conversation.clear');
    expect(bench.app.state.transcript).toEqual([]);
    const entries = await entriesOf(bench, await firstId(bench));
    expect(entries.at(-1)).toMatchObject({ role: 'assistant', status: 'cut' });
    expect('It is ten.'.startsWith(entries.at(-1)?.text ?? 'x')).toBe(true);
    expect(entries.at(-1)?.text).not.toBe('It is ten.');
  });

  it('begins another conversation after "new conversation"', async () => {
    const { bench, peer } = await openTalked();
    bench.page.playToEnd('a1');
    await bench.request('conversation.clear');
    await bench.request('text.send', { text: 'Something else' });
    await echoItem(peer);
    await poll(async () => (await list(bench)).map(({ title }) => title)).toEqual([
      'Something else',
      'What time is it?',
    ]);
  });

  it('goes on with a conversation: it is shown, the model is told, and what follows belongs to it', async () => {
    const { bench } = await openTalked();
    bench.page.playToEnd('a1');
    const id = await firstId(bench);
    await bench.app.close();
    const again = await reopened(bench);
    expect(await again.request('history.resume', { id })).toMatchObject({ ok: true });
    expect(again.app.state.transcript.map(({ text }) => text)).toEqual(['What time is it?', 'It is ten.']);
    expect(again.app.state.history.current).toBe(id);
    await again.app.start();
    const peer = await again.connected();
    const told = [await echoItem(peer)];
    told.push(await echoItem(peer, told[0]?.id));
    expect(told.map(({ text }) => text)).toEqual(['What time is it?', 'It is ten.']);
    await again.request('text.send', { text: 'And now?' });
    await echoItem(peer, told[1]?.id);
    await poll(async () => (await entriesOf(again, id)).map(({ text }) => text)).toEqual([
      'What time is it?',
      'It is ten.',
      'And now?',
    ]);
    expect(again.app.state.transcript.map(({ text }) => text)).toEqual([
      'What time is it?',
      'It is ten.',
      'And now?',
    ]);
    expect(await list(again)).toHaveLength(1);
  });

  it('forgets a conversation that is deleted while it goes on, and what comes later of it', async () => {
    const { bench } = await openTalked();
    const id = await firstId(bench);
    expect(await bench.request('history.remove', { id })).toMatchObject({ ok: true });
    bench.page.playToEnd('a1');
    await bench.app.close();
    const again = await reopened(bench);
    expect(await list(again)).toEqual([]);
    const bytes = readdirSync(bench.ports.folders.data).map((name) =>
      readFileSync(join(bench.ports.folders.data, name), 'latin1'),
    );
    expect(bytes.join()).not.toContain('It is ten');
  });

  it('that is off is not written at all', async () => {
    const { bench } = await openTalked({ stored: { version: 1, history: { retention: 'off' } } });
    await bench.app.close();
    expect(readdirSync(bench.ports.folders.data)).not.toContain('conversations.sqlite');
  });

  it('that is switched on later begins with what is said then', async () => {
    const { bench, peer } = await openTalked({ stored: { version: 1, history: { retention: 'off' } } });
    await bench.request('settings.update', { patch: { history: { retention: 'forever' } } });
    bench.page.send({ type: 'playhead', itemId: 'a1', playedSamples: 3_600, ended: false });
    await bench.request('speech.stop');
    await poll(() => bench.app.state.transcript.at(-1)?.status).toBe('cut');
    await bench.request('text.send', { text: 'Now on record' });
    await echoItem(peer, 'a1');
    await poll(async () => (await list(bench)).map(({ title, entries }) => [title, entries])).toEqual([
      ['Now on record', 1],
    ]);
  });

  it('keeps conversations as many days as the person wants', async () => {
    const { bench } = await openTalked();
    await bench.app.close();
    const later = Date.now() + 91 * 86_400_000;
    const { ports } = bench;
    const clock = { ...ports.clock, wallTime: () => later };
    const again = await openAppBench({ folders: ports.folders, clock });
    await again.app.start();
    await poll(() => list(again)).toEqual([]);
  });

  it('writes a conversation as Markdown and as JSON, under a name that is free', async () => {
    const { bench } = await openTalked();
    bench.page.playToEnd('a1');
    const id = await firstId(bench);
    const downloads = join(bench.ports.folders.home, 'Downloads');
    mkdirSync(downloads, { recursive: true });
    const { path } = valueIn(await bench.request('history.export', { id, format: 'markdown' }));
    expect(path.startsWith(join(downloads, 'Hark '))).toBe(true);
    expect(path.endsWith('What time is it.md')).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(
      /^# What time is it\?\n\n.* · On this computer\n\n\*\*You\*\*, \d\d:\d\d\n\nWhat time is it\?\n\n\*\*Hark\*\*, \d\d:\d\d\n\nIt is ten\.\n$/,
    );
    const second = valueIn(await bench.request('history.export', { id, format: 'markdown' }));
    expect(second.path.endsWith('What time is it (2).md')).toBe(true);
    const json = valueIn(await bench.request('history.export', { id, format: 'json' }));
    expect(JSON.parse(readFileSync(json.path, 'utf8'))).toMatchObject({
      title: 'What time is it?',
      entries: [
        { role: 'user', text: 'What time is it?' },
        { role: 'assistant', text: 'It is ten.', status: 'done' },
      ],
    });
  });

  it('answers for a conversation that is gone, and refuses a request that is not valid', async () => {
    const bench = await openAppBench();
    for (const name of ['history.read', 'history.remove', 'history.resume'] as const) {
      expect(await bench.request(name, { id: 'gone' })).toMatchObject({ error: { reason: 'not_found' } });
    }
    const tooLong = { search: 'x'.repeat(201) };
    expect(await bench.request('history.list', tooLong)).toMatchObject({
      error: { reason: 'invalid_input' },
    });
  });
});
