import { describe, expect, it } from 'vitest';
import { RealtimeAgent, RealtimeRunner, type RealtimeSessionEvent } from '#realtime/index.ts';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { connectSession } from '../support/connected-session.ts';
import { confirmSettings, responseCreated, responseDone, serverError } from '../support/wire-script.ts';

describe('the life of a session', () => {
  it('RS-1 RS-12: run() answers a connected session, and the way there is told', async () => {
    const { session, of } = await connectSession();
    expect(session.connection).toEqual({ state: 'connected' });
    await Promise.resolve();
    expect(of('connection').map(({ connection }) => connection.state)).toEqual(['connecting', 'connected']);
  });

  it('RS-13: a second connect is refused and changes nothing', async () => {
    const { session, play, of } = await connectSession();
    await expect(session.connect()).rejects.toMatchObject({ reason: 'invalid_input' });
    await play(responseCreated('resp_1'));
    expect(of('agent_start')).toHaveLength(1);
    expect(session.connection.state).toBe('connected');
  });

  it('RS-2: several readers and listeners see the same events in the same order', async () => {
    const { session, play } = await connectSession();
    const seen: string[][] = [[], []];
    const reading = [0, 1].map(async (reader) => {
      for await (const event of session) seen[reader]?.push(event.type);
    });
    const heard: string[] = [];
    session.on('response_started', ({ responseId }) => heard.push(responseId));
    await play(responseCreated('resp_1'), responseDone('resp_1'));
    await session.close();
    await Promise.all(reading);
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).toEqual(
      expect.arrayContaining(['response_started', 'agent_start', 'response_done', 'connection']),
    );
    expect(heard).toEqual(['resp_1']);
  });

  it('RS-2: what a listener causes comes after what it was told, for everybody', async () => {
    const { session, play } = await connectSession();
    const order: string[] = [];
    session.on('turn_dropped', () => order.push('turn_dropped'));
    session.on('response_started', () => {
      session.startTurn();
      session.endTurn();
    });
    session.on('response_started', () => order.push('response_started'));
    await play(responseCreated('resp_1'));
    expect(order).toEqual(['response_started', 'turn_dropped']);
  });

  it('RS-3: close ends the iterators, the socket and every timer, and can be called twice', async () => {
    const { session, peer, clock, events } = await connectSession();
    session.sendMessage('Hello');
    await Promise.all([session.close(), session.close()]);
    expect(await peer.closed).toBe(1000);
    expect(events.at(-1)).toMatchObject({ type: 'connection', connection: { state: 'closed' } });
    expect(session.connection).toEqual({ state: 'closed' });
    expect(clock.pending).toBe(0);
    expect(() => session.sendMessage('Too late')).toThrow(/not connected/);
    expect(session.sendAudio(new Int16Array(480))).toBe(false);
    const late = session[Symbol.asyncIterator]();
    expect(await late.next()).toEqual({ done: true, value: undefined });
  });

  it('RS-3: `await using` closes', async () => {
    const { session, peer } = await connectSession();
    {
      await using owned = session;
      owned.sendMessage('Hello');
    }
    expect(await peer.closed).toBe(1000);
  });

  it('RS-12: a connection that ended for good is told with its reason and ends the session', async () => {
    const { session, peer, events, of } = await connectSession();
    const ended = (async () => {
      for await (const _ of session);
    })();
    peer.close(1008);
    await ended;
    expect(session.connection).toMatchObject({ state: 'closed', error: { reason: 'denied' } });
    expect(of('error')).toMatchObject([{ error: { reason: 'denied' }, fatal: true }]);
    expect(events.at(-1)).toMatchObject({ type: 'connection' });
  });

  it('RS-14: an error nobody listens to harms nothing; a listener that throws becomes an error event', async () => {
    const { session, play, of } = await connectSession();
    session.on('response_started', () => {
      throw new Error('listener broke');
    });
    session.on('error', () => {
      throw new Error('error listener broke');
    });
    await play(serverError('server_error'), responseCreated('resp_1'), responseDone('resp_1'));
    expect(of('error').map(({ error }) => error.message)).toEqual([
      'Error server_error',
      'A listener of response_started threw.',
    ]);
    expect(session.connection.state).toBe('connected');
  });

  it.each(['response_cancel_not_active', 'input_audio_buffer_commit_empty', 'item_truncate_invalid_item_id'])(
    'keeps the harmless error %s to itself',
    async (code) => {
      const { play, of } = await connectSession();
      await play(serverError(code, { event_id: 'event_unknown' }));
      expect(of('error')).toEqual([]);
      expect(of('raw_model_event').at(-1)).toMatchObject({ data: { type: 'error' } });
    },
  );

  it('RS-10: every frame is passed on raw, unknown types and fields included', async () => {
    const { play, of } = await connectSession();
    await play({ type: 'vendor.surprise', event_id: 'event_v', payload: { deep: [1] } });
    expect(of('raw_model_event').at(-1)).toMatchObject({
      data: { type: 'vendor.surprise', payload: { deep: [1] } },
    });
  });

  it('counts frames it cannot read, tells of the first, and goes on', async () => {
    const { session, peer, play, of } = await connectSession();
    peer.sendText('not json');
    peer.sendText('[]');
    peer.sendText(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    peer.sendText('{"type":"response.output_audio.delta","delta":7}');
    peer.sendBinary(new Uint8Array(20));
    await play(
      {
        type: 'response.output_audio.delta',
        event_id: 'event_x',
        response_id: 'resp_1',
        item_id: 'item_A1',
        output_index: 0,
        content_index: 0,
        delta: '%%% not base64 %%%',
      },
      responseCreated('resp_1'),
    );
    expect(session.badFrames).toBe(6);
    expect(of('error')).toHaveLength(1);
    expect(of('response_started')).toHaveLength(1);
  });

  it('an answer that failed is an error event, and the session lives', async () => {
    const { session, play, of } = await connectSession();
    await play(
      responseCreated('resp_1'),
      responseDone('resp_1', {
        status: 'failed',
        status_details: { type: 'failed', error: { code: 'rate_limit_exceeded', message: 'Slow down' } },
      }),
    );
    expect(of('response_done')).toMatchObject([{ outcome: { status: 'failed' } }]);
    expect(of('error')).toMatchObject([{ error: { message: 'The answer failed: Slow down' }, fatal: false }]);
    expect(session.connection.state).toBe('connected');
  });
});

describe('a session that cannot connect', () => {
  const agent = new RealtimeAgent({ name: 'Tester' });

  it('RS-1: rejects with the reason, tells its listeners and is closed', async () => {
    const server = await startScriptedServer({ refuseWith: 401 });
    const session = new RealtimeRunner({ startingAgent: agent }).createSession({
      modelConfig: { url: server.url, apiKey: 'sk-wrong' },
    });
    const events: RealtimeSessionEvent[] = [];
    session.on('connection', (event) => events.push(event));
    await expect(session.connect()).rejects.toMatchObject({ reason: 'authentication' });
    expect(events).toMatchObject([
      { connection: { state: 'connecting' } },
      { connection: { state: 'closed', error: { reason: 'authentication' } } },
    ]);
    await server.close();
  });

  it('rejects when the server refuses the first settings', async () => {
    const server = await startScriptedServer();
    const run = new RealtimeRunner({ startingAgent: agent }).run({ modelConfig: { url: server.url } });
    const refused = expect(run).rejects.toThrow('Error invalid_value');
    const peer = await server.connection();
    const { event_id } = await peer.next('session.update');
    peer.send(serverError('invalid_value', { event_id }));
    await refused;
    expect(await peer.closed).toBe(1000);
    await server.close();
  });

  it('rejects when it is closed or called off meanwhile', async () => {
    const server = await startScriptedServer();
    const runner = new RealtimeRunner({ startingAgent: agent });
    const session = runner.createSession({ modelConfig: { url: server.url } });
    const connecting = expect(session.connect()).rejects.toMatchObject({ reason: 'closed' });
    await (await server.connection()).next('session.update');
    await session.close();
    await connecting;

    const calledOff = runner.run({ modelConfig: { url: server.url }, signal: AbortSignal.abort() });
    await expect(calledOff).rejects.toMatchObject({ reason: 'closed' });
    await server.close();
  });

  it('rejects with what the instructions function threw, before any socket', async () => {
    const server = await startScriptedServer();
    const startingAgent = new RealtimeAgent({
      name: 'Tester',
      instructions: () => {
        throw new Error('no instructions today');
      },
    });
    const run = new RealtimeRunner({ startingAgent }).run({ modelConfig: { url: server.url } });
    await expect(run).rejects.toThrow('no instructions today');
    expect(server.connectionCount).toBe(0);
    await server.close();
  });

  it('AG-2: instructions may be worked out from the context', async () => {
    const server = await startScriptedServer();
    const startingAgent = new RealtimeAgent<{ user: string }>({
      name: 'Tester',
      instructions: async ({ user }, { name }) => `${name} helps ${user}.`,
    });
    const run = new RealtimeRunner({ startingAgent }).run({
      context: { user: 'Ada' },
      modelConfig: { url: server.url },
    });
    const peer = await server.connection();
    expect(await confirmSettings(peer)).toMatchObject({ instructions: 'Tester helps Ada.' });
    await (await run).close();
    await server.close();
  });
});
