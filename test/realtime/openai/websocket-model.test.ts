import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ModelEvent, OpenAIRealtimeWebSocketModel } from '#realtime/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import {
  type ScriptedServer,
  type ScriptedServerOptions,
  startScriptedServer,
} from '../../support/scripted-server.ts';
import { serverError } from '../support/wire-script.ts';

type Setup = {
  readonly server: ScriptedServer;
  readonly clock: FakeClock;
  readonly model: OpenAIRealtimeWebSocketModel;
  readonly events: ModelEvent[];
  connect(options?: object): Promise<void>;
};

async function setUp(options: ScriptedServerOptions = {}): Promise<Setup> {
  const server = await startScriptedServer(options);
  onTestFinished(() => server.close());
  const clock = createFakeClock();
  const model = new OpenAIRealtimeWebSocketModel({ clock });
  onTestFinished(() => model.close());
  const events: ModelEvent[] = [];
  model.subscribe((event) => events.push(event));
  const connect = (more: object = {}) => model.connect({ modelName: 'some-model', url: server.url, ...more });
  return { server, clock, model, events, connect };
}

const untilConnectionAttempt = (server: ScriptedServer): Promise<void> =>
  vi.waitFor(() => expect(server.connectionCount).toBe(1));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('connecting', () => {
  it('peer defect 15: MC-1 MC-2 sends the key as a bearer token, the model in the address, and extra headers', async () => {
    const { server, connect } = await setUp();
    const connected = connect({ apiKey: async () => ' sk-from-function ', headers: { 'X-Extra': 'yes' } });
    const { request } = await server.connection();
    await connected;
    expect(request.url).toBe('/v1/realtime?model=some-model');
    expect(request.headers).toMatchObject({ authorization: 'Bearer sk-from-function', 'x-extra': 'yes' });
    expect(request.headers['sec-websocket-extensions']).toBeUndefined();
  });

  it('MC-2: attaches to a call instead of naming a model', async () => {
    const { server, connect } = await setUp();
    const connected = connect({ callId: 'rtc_1' });
    expect((await server.connection()).request.url).toBe('/v1/realtime?call_id=rtc_1');
    await connected;
  });

  it("MC-1: never gives the environment's key to another server than OpenAI", async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
    const { server, connect } = await setUp();
    const connected = connect();
    expect((await server.connection()).request.headers.authorization).toBeUndefined();
    await connected;
  });

  it('MC-1: a missing key for OpenAI is told before any socket opens', async () => {
    vi.stubEnv('OPENAI_API_KEY', '');
    const model = new OpenAIRealtimeWebSocketModel();
    await expect(model.connect({ modelName: 'm' })).rejects.toMatchObject({
      reason: 'authentication',
      field: 'apiKey',
    });
  });

  it.each([
    ['a key with a line break', 'sk-secret\nInjected: header'],
    [
      'a key function that quotes the key',
      () => {
        throw new Error('cannot use sk-secret');
      },
    ],
  ])('MC-1: %s is refused, and the key is not in the error', async (_, apiKey) => {
    const { server, connect } = await setUp();
    const error = await connect({ apiKey }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ reason: 'authentication' });
    expect(JSON.stringify([error, String(error), (error as Error).cause])).not.toContain('sk-secret');
    expect(server.connectionCount).toBe(0);
  });

  it.each([
    'ws://example.com/v1/realtime',
    'http://10.0.0.1/v1/realtime',
    'ws://127.0.0.1.evil.com/',
    'ws://localhost.evil.com/',
    'ftp://example.com/',
    'wss://user:hunter2@example.com/',
    'not an address',
  ])('MC-2: refuses %s without repeating it', async (url) => {
    const model = new OpenAIRealtimeWebSocketModel();
    const error = (await model
      .connect({ modelName: 'm', url, apiKey: 'sk-1' })
      .catch((caught) => caught)) as Error;
    expect(error).toMatchObject({ reason: 'invalid_input', field: 'url' });
    expect(error.message).not.toContain('hunter2');
  });

  it.each([
    [401, 'authentication'],
    [403, 'authentication'],
    [404, 'model'],
    [429, 'unavailable'],
    [503, 'unavailable'],
  ])('maps HTTP %i to the reason %s', async (refuseWith, reason) => {
    const { connect, events } = await setUp({ refuseWith });
    await expect(connect({ apiKey: 'sk-secret' })).rejects.toMatchObject({
      reason,
      message: expect.not.stringContaining('sk-secret'),
    });
    expect(events).toEqual([]);
  });

  it('MC-2: follows no redirect, so that none carries the key', async () => {
    const target = await startScriptedServer();
    const http = createServer();
    http.on('upgrade', (_, stream) => {
      stream.end(
        `HTTP/1.1 302 Found\r\nLocation: ${target.url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/`;
    const model = new OpenAIRealtimeWebSocketModel();
    await expect(model.connect({ modelName: 'm', url, apiKey: 'sk-1' })).rejects.toMatchObject({
      reason: 'server',
    });
    expect(target.connectionCount).toBe(0);
    http.close();
    await target.close();
  });

  it('nobody listening is a connection error', async () => {
    const { server, model } = await setUp();
    const { url } = server;
    await server.close();
    const refused = model.connect({ modelName: 'm', url });
    await expect(refused).rejects.toMatchObject({
      reason: 'connection',
      message: 'No server answers at this address.',
    });
  });

  it.each([
    ['the handshake is not answered', { silent: true }, 'The server did not answer within 3 s.'],
    [
      'session.created does not come',
      { greet: false },
      'The server took the connection and began no session.',
    ],
  ])('gives up after 3 s on this machine when %s', async (_, options, message) => {
    const { server, clock, connect, model } = await setUp(options);
    const connected = expect(connect()).rejects.toMatchObject({ reason: 'connection', message });
    if ('silent' in options) await untilConnectionAttempt(server);
    else await (await server.connection()).settled();
    clock.advance(3_000);
    await connected;
    expect(model.send({ type: 'commit_audio', requestId: 'event_1' })).toBe(false);
    expect(clock.pending).toBe(0);
  });

  it('a server that cannot start says why instead of session.created', async () => {
    const { server, connect } = await setUp({ greet: false });
    const connected = expect(connect()).rejects.toThrow('Error hark_model_load_error');
    (await server.connection()).send(serverError('hark_model_load_error'));
    await connected;
  });

  it('can be called off, closed, and used again afterwards', async () => {
    const { server, connect, model } = await setUp();
    await expect(connect({ signal: AbortSignal.abort() })).rejects.toMatchObject({ reason: 'closed' });

    let fetched = (_: string): void => {};
    const waiting = connect({ apiKey: () => new Promise<string>((resolve) => (fetched = resolve)) });
    await expect(connect()).rejects.toMatchObject({ reason: 'invalid_input' });
    await model.close();
    fetched('sk-late');
    await expect(waiting).rejects.toMatchObject({ reason: 'closed' });

    await connect();
    await expect(connect()).rejects.toMatchObject({ reason: 'invalid_input' });
    expect(server.connectionCount).toBe(1);
  });
});

describe('an open connection', () => {
  it.each([
    [1000, 'closed'],
    [1008, 'denied'],
    [1011, 'connection'],
    [4000, 'server'],
  ])('tells the end with close code %i as %s', async (code, reason) => {
    const { server, connect, events } = await setUp();
    await connect();
    const peer = await server.connection();
    peer.close(code);
    await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ type: 'closed', error: { reason } }));
  });

  it('tells its own end without an error, after a proper goodbye', async () => {
    const { server, connect, model, events, clock } = await setUp();
    await connect();
    const peer = await server.connection();
    await model.close();
    expect(events.at(-1)).toEqual({ type: 'closed' });
    expect(await peer.closed).toBe(1000);
    expect(clock.pending).toBe(0);
  });

  it('a message above 16 MiB ends it', async () => {
    const { server, connect, events } = await setUp();
    await connect();
    (await server.connection()).sendText(' '.repeat(16 * 1024 * 1024 + 1));
    await vi.waitFor(() =>
      expect(events.at(-1)).toMatchObject({ type: 'closed', error: { reason: 'server' } }),
    );
  });

  it('peer defect 15: peer defect 15: drops fresh microphone audio when too much waits to be sent, and says so; nothing else is dropped', async () => {
    const { server, connect, model, clock } = await setUp();
    await connect();
    (await server.connection()).freeze();
    const second = new Int16Array(24_000);
    let sent = 0;
    while (sent < 1_000 && model.send({ type: 'append_audio', audio: second })) sent += 1;
    expect(sent).toBeGreaterThan(5);
    expect(sent).toBeLessThan(1_000);
    expect(model.send({ type: 'append_audio', audio: second, isRepeated: true })).toBe(true);
    expect(model.send({ type: 'commit_audio', requestId: 'event_1' })).toBe(true);
    // The goodbye will not be answered either.
    const closed = model.close();
    clock.advance(1_000);
    await closed;
  });

  it('a connection that died without a word is noticed within 6 s of audio', async () => {
    const { server, connect, model, clock, events } = await setUp();
    await connect();
    (await server.connection()).freeze();
    model.send({ type: 'append_audio', audio: new Int16Array(480) });
    clock.advance(6_000);
    await vi.waitFor(() =>
      expect(events.at(-1)).toMatchObject({ type: 'closed', error: { reason: 'connection' } }),
    );
  });

  it('redacts keys that a server quotes', async () => {
    const { server, connect, events } = await setUp();
    await connect();
    const peer = await server.connection();
    peer.send(
      serverError('invalid_api_key', { message: 'Incorrect API key provided: sk-proj-abc***xyz. Go away.' }),
    );
    await peer.settled();
    expect(events.find((event) => event.type === 'error')).toMatchObject({
      error: { reason: 'authentication', message: 'Incorrect API key provided: [key] Go away.' },
      severity: 'fatal',
    });
  });
});
