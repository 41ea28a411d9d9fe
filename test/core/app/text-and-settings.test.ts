import { describe, expect, it, onTestFinished } from 'vitest';
import { startBetaServer } from '../../realtime/support/beta-server.ts';
import { answer, sessionUpdated } from '../../realtime/support/wire-script.ts';
import { echoItem, openAppBench } from '../support/app-bench.ts';

const spoken = { responseId: 'r1', itemId: 'a1', previousItemId: 'u1', text: 'It is ten.', audioMs: 300 };
const poll = expect.poll;

describe('typed text', () => {
  it('typed before the connection is shown, kept, and sent in order', async () => {
    const bench = await openAppBench();
    await bench.request('text.send', { text: 'one' });
    await bench.request('text.send', { text: 'two' });
    expect(bench.app.state.transcript).toMatchObject([{ text: 'one' }, { text: 'two' }]);
    await bench.app.start();
    const peer = await bench.connected();
    const first = await echoItem(peer);
    const second = await echoItem(peer, first.id);
    expect([first.text, second.text]).toEqual(['one', 'two']);
    await poll(() => bench.app.state.transcript.map((line) => [line.text, line.status])).toEqual([
      ['one', 'done'],
      ['two', 'done'],
    ]);
  });

  it('of nothing but spaces is refused', async () => {
    const bench = await openAppBench();
    expect(await bench.request('text.send', { text: ' \n' })).toMatchObject({
      ok: false,
      error: { field: 'text' },
    });
  });

  it('that waits is bounded', async () => {
    const bench = await openAppBench();
    for (let count = 0; count < 20; count += 1) await bench.request('text.send', { text: `${count}` });
    expect(await bench.request('text.send', { text: 'one too many' })).toMatchObject({
      ok: false,
      error: { reason: 'unavailable', kept: expect.any(String) },
    });
  });
});

describe('settings that change', () => {
  it('connect nothing before the start', async () => {
    const bench = await openAppBench();
    await bench.request('settings.update', { patch: { endpoint: { kind: 'engine' } } });
    expect(bench.app.state.assistant).toEqual({ kind: 'off' });
    expect(bench.ports.engineStarts).toBe(0);
  });

  it('reach the running session, only what differs', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('settings.update', { patch: { voice: { speed: 1.2 } } });
    const { session } = await peer.next('session.update');
    expect(session).toEqual({ type: 'realtime', audio: { output: { speed: 1.2 } } });
  });

  it('change the model that writes down in the running session, and back', async () => {
    const bench = await openAppBench();
    await bench.request('settings.update', {
      patch: { endpoint: { kind: 'custom', url: bench.server.url } },
    });
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    for (const [transcriptionModel, model] of [
      ['whisper-1', 'whisper-1'],
      ['', 'gpt-transcribe'],
    ] as const) {
      await bench.request('settings.update', { patch: { endpoint: { transcriptionModel } } });
      const { session } = await peer.next('session.update');
      expect(session).toEqual({ type: 'realtime', audio: { input: { transcription: { model } } } });
      peer.send(sessionUpdated(session));
    }
    expect(bench.server.connectionCount).toBe(1);
  });

  it('let an own server of the older protocol be talked to', async () => {
    const server = await startBetaServer();
    onTestFinished(() => server.close());
    const bench = await openAppBench();
    await bench.request('settings.update', {
      patch: { endpoint: { kind: 'custom', url: server.url, protocol: 'beta', model: 'old' } },
    });
    await bench.app.start();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    expect(server.headers['openai-beta']).toBe('realtime=v1');
    expect(server.of('session.update')[0]?.session).toMatchObject({ voice: 'marin' });
    await bench.request('text.send', { text: 'hello' });
    await poll(() => bench.app.state.transcript).toMatchObject([{ text: 'hello', status: 'done' }]);
  });

  it('begin a new session when the voice was heard already', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    const { id } = await echoItem(peer);
    peer.send(...answer({ ...spoken, previousItemId: id }));
    await poll(() => bench.app.state.assistant.kind).toBe('speaking');
    await bench.request('settings.update', { patch: { voice: { name: 'cedar' } } });
    await peer.settled();
    expect(bench.server.connectionCount).toBe(1);
    bench.page.playToEnd('a1');
    const next = await bench.server.connection();
    expect((await next.next('session.update')).session.audio?.output?.voice).toBe('cedar');
    expect(await peer.closed).toBeDefined();
  });

  it('lead to another server, and a bad address to none', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    const bad = await bench.request('settings.update', {
      patch: { endpoint: { kind: 'custom', url: 'http://evil.test' } },
    });
    expect(bad).toMatchObject({ ok: false, error: { field: 'endpoint.url' } });
    expect(bench.app.state.settings.endpoint.kind).toBe('auto');
    await bench.request('settings.update', {
      patch: { endpoint: { kind: 'custom', url: bench.server.url } },
    });
    const next = await bench.connected();
    expect(next.request.headers.authorization).toBeUndefined();
    expect(await peer.closed).toBeDefined();
    await poll(() => bench.app.state.endpoint).toMatchObject({ provider: 'custom' });
  });
});

describe('an own server', () => {
  it('may be chosen before its address is known, which is then asked for', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    expect(await bench.request('settings.update', { patch: { endpoint: { kind: 'custom' } } })).toMatchObject(
      {
        ok: true,
      },
    );
    await poll(() => bench.app.state.assistant).toMatchObject({
      kind: 'error',
      error: {
        message: expect.stringContaining('server address'),
        action: expect.stringContaining('wss://'),
      },
    });
    await bench.request('settings.update', { patch: { endpoint: { url: bench.server.url } } });
    await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
  });
});

describe('the newest answer', () => {
  it('is said again on request, once there is one', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    expect(await bench.request('answer.repeat', {})).toMatchObject({
      ok: false,
      error: { reason: 'not_found' },
    });
    await bench.request('text.send', { text: 'what time is it' });
    await echoItem(peer);
    await peer.next('response.create');
    peer.send(...answer(spoken));
    await poll(() => bench.app.state.transcript.at(-1)).toMatchObject({ role: 'assistant', status: 'done' });
    expect(await bench.request('answer.repeat', {})).toMatchObject({ ok: true });
    expect((await peer.next('response.create')).response).toMatchObject({
      instructions: expect.stringMatching(/: It is ten\.$/),
      tool_choice: 'none',
    });
  });
});

describe('the conversation', () => {
  it('can be forgotten, here and on the server', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    const { id } = await echoItem(peer);
    await poll(() => bench.app.state.transcript).toHaveLength(1);
    await bench.request('conversation.clear');
    expect(bench.app.state.transcript).toEqual([]);
    expect(await peer.next('conversation.item.delete')).toMatchObject({ item_id: id });
  });
});
