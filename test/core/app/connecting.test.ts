import { describe, expect, it } from 'vitest';
import { createApp } from '#core/app.ts';
import { answer, answerStart } from '../../realtime/support/wire-script.ts';
import { createFakePorts } from '../../support/fake-ports.ts';
import { echoItem, openAppBench } from '../support/app-bench.ts';

const spoken = { responseId: 'r1', itemId: 'a1', previousItemId: 'u1', text: 'It is ten.', audioMs: 300 };
const poll = expect.poll;

describe('connecting', () => {
  it('begins with the start and is shown', async () => {
    const bench = await openAppBench();
    expect(bench.app.state.assistant).toEqual({ kind: 'off' });
    await bench.app.start();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    expect(bench.states).toEqual(['connecting', 'ready']);
    expect(bench.server.connectionCount).toBe(1);
    expect(peer.request.headers.authorization).toBe('Bearer token-of-the-engine');
  });

  it('tells the server how Hark works', async () => {
    const bench = await openAppBench({ stored: { voice: { name: 'slt', speed: 0.9 } } });
    await bench.app.start();
    const peer = await bench.server.connection();
    const { session } = await peer.next('session.update');
    expect(session.instructions).toContain('You are Hark');
    expect(session.audio?.input?.turn_detection).toBeNull();
    expect(session.audio?.output).toMatchObject({ voice: 'slt', speed: 0.9 });
    expect(session.tools?.map((tool) => (tool.type === 'function' ? tool.name : ''))).toContain(
      'get_current_time',
    );
  });

  it('that fails is an error with one thing to do, and is tried again when asked', async () => {
    const bench = await openAppBench({ startEngine: () => Promise.reject(new Error('no engine')) });
    await bench.app.start();
    await poll(() => bench.app.state.assistant).toMatchObject({
      kind: 'error',
      error: { action: expect.any(String) },
    });
    expect(await bench.request('talk.start')).toMatchObject({ ok: false });
    await bench.request('connection.retry');
    await poll(() => bench.ports.engineStarts).toBe(2);
    expect(bench.states).toEqual(['connecting', 'error', 'connecting', 'error']);
  });

  it('with a key the server refuses says so, and does not go on trying', async () => {
    const bench = await openAppBench({ refuseWith: 401 });
    await bench.app.start();
    await poll(() => bench.app.state.assistant).toMatchObject({
      kind: 'error',
      error: { reason: 'authentication' },
    });
    expect(bench.server.connectionCount).toBe(1);
  });

  it('goes where the override of this run says', async () => {
    const ports = createFakePorts();
    await expect(createApp(ports, { endpoint: 'http://evil.test' })).rejects.toMatchObject({
      reason: 'invalid_input',
    });
    const app = await createApp(ports, { endpoint: 'wss://voice.example/v1' });
    expect(app.state.endpoint).toMatchObject({ provider: 'custom', label: 'voice.example' });
    await app.close();
    ports.dispose();
  });
});

describe('a lost connection', () => {
  it('is brought back with what was said, without a second greeting or a second line', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    const { id } = await echoItem(peer);
    peer.send(...answer({ ...spoken, previousItemId: id }));
    await poll(() => bench.app.state.transcript).toHaveLength(2);
    bench.page.playToEnd('a1');
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    bench.crashEngine();
    peer.drop();
    const next = await bench.connected();
    const first = await echoItem(next);
    const second = await echoItem(next, first.id);
    expect([first.text, second.text]).toEqual(['hello', 'It is ten.']);
    await bench.request('text.send', { text: 'again' });
    await echoItem(next, second.id);
    await poll(() => bench.app.state.transcript.map((line) => line.text)).toEqual([
      'hello',
      'It is ten.',
      'again',
    ]);
    expect(bench.states).toContain('reconnecting');
    expect(bench.ports.engineStarts).toBe(2);
    await next.settled();
    expect(next.received.filter((event) => event.type === 'response.create')).toHaveLength(1);
  });

  it('before the server took a typed text gives it to the next one, and shows it all the while', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    await peer.next('conversation.item.create');
    peer.drop();
    await poll(() => bench.app.state.transcript.map((line) => line.text)).toEqual(['hello']);
    const next = await bench.connected();
    expect((await echoItem(next)).text).toBe('hello');
    await next.next('response.create');
    await poll(() => bench.app.state.transcript).toMatchObject([{ text: 'hello', status: 'done' }]);
    await next.settled();
    expect(next.received.filter((event) => event.type === 'conversation.item.create')).toHaveLength(1);
  });

  it('before the server took what was said before gives it to the next one', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    const { id } = await echoItem(peer);
    peer.send(...answer({ ...spoken, previousItemId: id }));
    await poll(() => bench.app.state.transcript).toHaveLength(2);
    peer.drop();
    const hasty = await bench.connected();
    await hasty.next('conversation.item.create');
    hasty.drop();
    const next = await bench.connected();
    const first = await echoItem(next);
    expect([first.text, (await echoItem(next, first.id)).text]).toEqual(['hello', 'It is ten.']);
    await next.settled();
    expect(bench.app.state.transcript.map((line) => line.text)).toEqual(['hello', 'It is ten.']);
  });

  it('in the middle of an answer plays what has arrived and marks the line as cut', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    const { id } = await echoItem(peer);
    peer.send(...answerStart({ ...spoken, previousItemId: id }));
    await poll(() => bench.page.samplesOf('a1')).toBe(7_200);
    peer.drop();
    await poll(() => bench.page.commands.at(-1)).toEqual({ type: 'end', itemId: 'a1' });
    await poll(() => bench.app.state.transcript.at(-1)).toMatchObject({ text: 'It is ten.', status: 'cut' });
  });
});

describe('closing', () => {
  it('leaves nothing behind and may happen twice, in any state', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('talk.start');
    await bench.app.close();
    await bench.app.close();
    expect(await peer.closed).toBe(1000);
    expect(bench.page.closed).toBe(true);
    expect(bench.app.state).toMatchObject({ assistant: { kind: 'off' }, microphoneWanted: false });
  });
});
