import { describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { confirmSettings, itemEcho } from '../../realtime/support/wire-script.ts';
import { pngOf } from '../../support/pictures.ts';
import {
  type ScriptedPeer,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

const picture = { image: pngOf(40), thumbnail: pngOf(4) };

/** An app whose own server can see pictures. */
async function open(): Promise<{ bench: AppBench; server: ScriptedServer }> {
  const server = await startScriptedServer();
  onTestFinished(() => server.close());
  const endpoint = { ...DEFAULT_SETTINGS.endpoint, kind: 'custom', url: server.url };
  const bench = await openAppBench({ stored: { ...DEFAULT_SETTINGS, endpoint } });
  return { bench, server };
}

async function connect(server: ScriptedServer): Promise<ScriptedPeer> {
  const peer = await server.connection();
  await confirmSettings(peer);
  return peer;
}

describe('a picture', () => {
  it('goes with the words to who answers, and its small copy into the transcript', async () => {
    const { bench, server } = await open();
    await bench.app.start();
    const peer = await connect(server);
    await expect.poll(() => bench.app.state.assistant.kind).toBe('ready');
    expect(await bench.request('text.send', { text: 'What is this?', picture })).toMatchObject({ ok: true });
    const { item } = await peer.next('conversation.item.create');
    expect(item).toMatchObject({
      content: [
        { type: 'input_text', text: 'What is this?' },
        { type: 'input_image', image_url: picture.image },
      ],
    });
    peer.send(...itemEcho(item));
    await peer.next('response.create');
    await expect
      .poll(() => bench.app.state.transcript)
      .toMatchObject([{ text: 'What is this?', picture: picture.thumbnail, status: 'done' }]);
    expect(JSON.stringify(bench.events)).not.toContain(picture.image);
  });

  it('may go without words, waits for the connection, and is told the next server as well', async () => {
    const { bench, server } = await open();
    await bench.request('text.send', { text: '', picture });
    expect(bench.app.state.transcript).toMatchObject([{ text: '', picture: picture.thumbnail }]);
    await bench.app.start();
    const peer = await connect(server);
    const { item } = await peer.next('conversation.item.create');
    peer.send(...itemEcho(item));
    await expect.poll(() => bench.app.state.transcript).toMatchObject([{ status: 'done' }]);
    await bench.request('settings.update', { patch: { endpoint: { model: 'another' } } });
    const next = await connect(server);
    expect((await next.next('conversation.item.create')).item).toMatchObject({
      content: [{ type: 'input_image', image_url: picture.image }],
    });
    expect(bench.app.state.transcript).toMatchObject([{ picture: picture.thumbnail }]);
  });

  it('is refused when four wait for the connection, while words still may wait', async () => {
    const { bench } = await open();
    for (const text of ['one', 'two', 'three', 'four']) {
      expect(await bench.request('text.send', { text, picture })).toMatchObject({ ok: true });
    }
    expect(await bench.request('text.send', { text: 'five', picture })).toMatchObject({
      ok: false,
      error: { reason: 'unavailable', message: '4 pictures wait for the connection already.' },
    });
    expect(await bench.request('text.send', { text: 'six' })).toMatchObject({ ok: true });
    expect(bench.app.state.transcript.map(({ text }) => text)).toEqual([
      'one',
      'two',
      'three',
      'four',
      'six',
    ]);
  });

  it('that did not arrive is sent again, whatever was said meanwhile', async () => {
    const { bench, server } = await open();
    await bench.app.start();
    const peer = await connect(server);
    await expect.poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('text.send', { text: '', picture });
    await peer.next('conversation.item.create');
    const spoken = { type: 'message', role: 'user', content: [{ type: 'input_audio', transcript: null }] };
    peer.send(...itemEcho({ id: 'item_spoken', ...spoken }));
    await expect.poll(() => bench.app.state.transcript).toMatchObject([{ id: 'item_spoken' }]);
    await bench.request('settings.update', { patch: { endpoint: { model: 'another' } } });
    const next = await connect(server);
    expect((await next.next('conversation.item.create')).item).toMatchObject({
      content: [{ type: 'input_image', image_url: picture.image }],
    });
  });

  it('is refused before it is sent when who answers cannot see it', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await expect.poll(() => bench.app.state.assistant.kind).toBe('ready');
    const before = peer.received.length;
    expect(await bench.request('text.send', { text: 'What is this?', picture })).toMatchObject({
      ok: false,
      error: { reason: 'unavailable', field: 'picture', action: expect.stringContaining('OpenAI') },
    });
    await peer.settled();
    expect(peer.received).toHaveLength(before);
    expect(bench.app.state.transcript).toEqual([]);
  });

  it('is kept in the history as having been there, not itself', async () => {
    const { bench, server } = await open();
    await bench.app.start();
    const peer = await connect(server);
    await expect.poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('text.send', { text: 'What is this?', picture });
    const { item } = await peer.next('conversation.item.create');
    peer.send(...itemEcho(item));
    await expect.poll(() => bench.app.state.transcript).toMatchObject([{ status: 'done' }]);
    const listed = await bench.request('history.list', { search: '' });
    expect(listed).toMatchObject({ value: { conversations: [{ title: '[picture] What is this?' }] } });
  });
});
