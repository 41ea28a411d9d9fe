import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startEngineServer } from '#engine/server.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { append, connectClient, openClient, silence, typesOf } from './support/engine-client.ts';
import { type EngineWorld, startClient, startWorld } from './support/engine-world.ts';
import { createFakeStages } from './support/fake-stages.ts';

type Headers = Record<string, string>;

/** The HTTP status an upgrade is answered with; 101 is a connection. */
function upgradeStatus({ engine }: EngineWorld, headers: Headers, path = '/v1/realtime'): Promise<number> {
  const { port } = new URL(engine.url);
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, headers: { ...upgrade, ...headers } });
    call.on('response', (response) => resolve(response.statusCode ?? 0));
    call.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    call.on('error', reject);
    call.end();
  });
}

describe('who may connect', () => {
  const token = 'secret';
  const bearer = { authorization: 'Bearer secret' };

  test.each<[number, string, Headers, string?]>([
    [101, 'the token as a header', bearer],
    [
      101,
      'the token as a subprotocol',
      { 'sec-websocket-protocol': 'realtime, openai-insecure-api-key.secret' },
    ],
    [
      101,
      'a model and an intent in the query',
      bearer,
      '/v1/realtime?model=gpt-realtime&intent=transcription',
    ],
    [101, 'localhost as its Host', { ...bearer, host: 'localhost:80' }],
    [401, 'no token', {}],
    [401, 'a wrong token', { authorization: 'Bearer wrong' }],
    [401, 'an empty token', { authorization: 'Bearer ' }],
    [403, 'a name made to point here as its Host', { ...bearer, host: 'evil.example' }],
    [403, 'the Origin of a web page', { ...bearer, origin: 'https://evil.example' }],
    [403, 'the Origin of a page of another port', { ...bearer, origin: 'http://127.0.0.1:1' }],
    [403, 'an opaque Origin', { ...bearer, origin: 'null' }],
    [404, 'another path', bearer, '/v1/chat'],
    [404, 'a path that is no URL', bearer, '//'],
  ])('%i for %s', async (status, _title, headers, path) => {
    await using world = await startWorld({ token });
    expect(await upgradeStatus(world, headers, path)).toBe(status);
  });

  test('a page of the very same address may', async () => {
    await using world = await startWorld({ token });
    const { host } = new URL(world.engine.url);
    expect(await upgradeStatus(world, { ...bearer, host, origin: `http://${host}` })).toBe(101);
  });

  test('the fifth connection is refused, and there is room again once one has left', async () => {
    await using world = await startWorld();
    const clients = [];
    for (let count = 0; count < 4; count += 1) clients.push(await connectClient(world.engine));
    const headers = { authorization: `Bearer ${world.engine.token}` };
    expect(await upgradeStatus(world, headers)).toBe(503);
    await clients[0]?.close();
    await expect.poll(() => upgradeStatus(world, headers)).toBe(101);
  });

  test('every launch has another token', async () => {
    await using one = await startWorld();
    await using other = await startWorld();
    expect(one.engine.token).not.toBe(other.engine.token);
    expect(one.engine.token.length).toBeGreaterThanOrEqual(32);
  });
});

describe('the connection', () => {
  test('is answered with the subprotocol realtime and without compression', async () => {
    await using world = await startWorld({ token: 'secret' });
    const protocols = ['realtime', 'openai-insecure-api-key.secret'];
    const client = await openClient(world.engine.url, { perMessageDeflate: true }, protocols);
    expect(client.socket.protocol).toBe('realtime');
    expect(client.socket.extensions).toBe('');
  });

  test.each([
    ['header', { 'openai-beta': 'realtime=v1' }, []],
    ['subprotocol', {}, ['realtime', 'openai-beta.realtime-v1']],
  ])(
    'of the beta, asked for by %s, is refused with its error and close code',
    async (_by, extra, protocols) => {
      await using world = await startWorld();
      const headers = { authorization: `Bearer ${world.engine.token}`, ...extra };
      const client = await openClient(world.engine.url, { headers }, protocols);
      expect((await client.next('error')).error.code).toBe('beta_api_shape_disabled');
      expect(await client.closed).toBe(4000);
      expect(world.made).toEqual([]);
    },
  );

  test('ends when its session is too old, after an error that says so', async () => {
    await using world = await startClient({ sessionLengthMs: 5000 });
    world.clock.advance(4999);
    expect(await world.client.settled()).toEqual([]);
    world.clock.advance(1);
    const { error } = await world.client.next('error');
    expect(error).toMatchObject({ code: 'session_expired', message: expect.stringContaining('0.1 minutes') });
    expect(await world.client.closed).toBe(1000);
  });

  test('whose stages cannot load gets an error instead of a session', async () => {
    await using world = await startWorld({
      createStages: () => Promise.reject(new Error('The weights are missing.')),
    });
    const headers = { authorization: `Bearer ${world.engine.token}` };
    const client = await openClient(world.engine.url, { headers });
    const { error } = await client.next('error');
    expect(error).toMatchObject({ code: 'hark_model_load_error', message: 'The weights are missing.' });
    expect(await client.closed).toBe(1011);
    expect(typesOf(client.events)).toEqual(['error']);
  });

  test('releases its stages and timers when the client leaves', async () => {
    await using world = await startClient();
    await world.client.close();
    await expect
      .poll(() => [world.stt.closed, world.tts.closed, world.clock.pending])
      .toEqual([true, true, 0]);
  });

  test('that leaves before its stages are ready releases them too', async () => {
    const fake = createFakeStages();
    const stages = Promise.withResolvers<typeof fake.stages>();
    await using world = await startWorld({ createStages: () => stages.promise });
    const headers = { authorization: `Bearer ${world.engine.token}` };
    const client = await openClient(world.engine.url, { headers });
    client.socket.terminate();
    await client.closed;
    stages.resolve(fake.stages);
    await expect.poll(() => [fake.stt.closed, fake.tts.closed]).toEqual([true, true]);
  });

  test('takes four minutes of audio in one frame and ends for a frame above 16 MiB', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(append(silence(4 * 60_000)));
    expect(await client.settled()).toEqual([]);
    client.sendText(' '.repeat(16 * 1024 * 1024 + 1));
    expect(await client.closed).toBe(1009);
  });

  test('has a session of its own', async () => {
    await using world = await startWorld();
    const one = await connectClient(world.engine);
    const other = await connectClient(world.engine);
    one.send({ type: 'session.update', session: { type: 'realtime', instructions: 'Mine.' } });
    await one.next('session.updated');
    expect(await other.settled()).toEqual([]);
    expect(world.made).toHaveLength(2);
  });
});

describe('closing the engine', () => {
  test('ends every connection with 1001 and may be done twice', async () => {
    const world = await startClient();
    await Promise.all([world.engine.close(), world.engine.close()]);
    expect(await world.client.closed).toBe(1001);
    await expect(connectClient(world.engine)).rejects.toThrow('ECONNREFUSED');
  });

  test('does not wait for one it refused and that never hangs up', async () => {
    const world = await startWorld();
    const { host, port } = new URL(world.engine.url);
    const stranger = connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true });
    stranger.on('error', () => {});
    stranger.write(
      `GET /v1/realtime HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    expect(String((await once(stranger, 'data'))[0])).toContain('401 Unauthorized');
    await world.engine.close();
    stranger.destroy();
  });

  test('a port that is taken is an error of the start', async () => {
    await using world = await startWorld();
    const port = Number(new URL(world.engine.url).port);
    const createStages = async () => createFakeStages().stages;
    await expect(startEngineServer({ createStages, clock: createFakeClock(), port })).rejects.toThrow(
      'EADDRINUSE',
    );
  });
});
