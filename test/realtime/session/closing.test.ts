import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RealtimeAgent, RealtimeRunner, realtimeHandoff, tool } from '#realtime/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { connectSession } from '../support/connected-session.ts';
import { answerStart, confirmSettings, toolCalls } from '../support/wire-script.ts';

const never = new Promise<never>(() => {});
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a session that is closed in the middle of something', () => {
  it('RS-3: leaves no timer for a tool that answers when it is idle', async () => {
    const slow = tool({
      name: 'slow',
      description: '',
      parameters: {},
      respond: 'whenIdle',
      execute: () => never,
    });
    const { session, play, clock } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', tools: [slow] }),
    });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'slow', args: '{}' }]));
    await session.close();
    await settled();
    expect(clock.pending).toBe(0);
  });

  it('RS-3: leaves no timer for a handoff whose code never ends', async () => {
    const other = realtimeHandoff(new RealtimeAgent({ name: 'Other' }), { onHandoff: () => never });
    const { session, play, clock } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', handoffs: [other] }),
    });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'transfer_to_Other', args: '{}' }]));
    await session.close();
    await settled();
    expect(clock.pending).toBe(0);
  });

  it('RS-3: leaves no timer for an interruption the player has not answered', async () => {
    const { session, play, clock } = await connectSession({ flushPlayback: () => never });
    await play(...answerStart({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hello', audioMs: 100 }));
    session.interrupt();
    await session.close();
    expect(clock.pending).toBe(0);
  });

  it('RS-3: a turn that ends after it leaves no timer', async () => {
    const { session, clock } = await connectSession();
    session.startTurn();
    session.sendAudio(new Int16Array(24_000));
    await session.close();
    session.endTurn();
    expect(clock.pending).toBe(0);
  });

  it('RS-3: an agent that becomes ready after it is refused at once', async () => {
    const instructions = Promise.withResolvers<string>();
    const { session, clock } = await connectSession();
    const switched = session.updateAgent(
      new RealtimeAgent({ name: 'Other', instructions: () => instructions.promise }),
    );
    const refused = expect(switched).rejects.toMatchObject({ reason: 'closed' });
    await session.close();
    instructions.resolve('Be late.');
    await refused;
    expect(clock.pending).toBe(0);
  });

  it('RS-3: ends a connect whose instructions never end', async () => {
    const server = await startScriptedServer();
    onTestFinished(() => server.close());
    const clock = createFakeClock();
    const agent = new RealtimeAgent({ name: 'Tester', instructions: () => never });
    const session = new RealtimeRunner({ startingAgent: agent, clock }).createSession({
      modelConfig: { url: server.url },
    });
    const refused = expect(session.connect()).rejects.toMatchObject({ reason: 'closed' });
    await session.close();
    await refused;
    expect(clock.pending).toBe(0);
  });

  it('RS-3: in a listener of the raw frame of a piece of audio it leaves no timer', async () => {
    const { session, peer, clock, pass } = await connectSession();
    await pass(11_000);
    session.on('raw_model_event', ({ data }) => {
      if (data.type === 'response.output_audio.delta') void session.close();
    });
    peer.send(...answerStart({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hello', audioMs: 100 }));
    await peer.closed;
    await session.close();
    expect(clock.pending).toBe(0);
  });

  it('RS-3: a header that cannot be sent fails the connection and leaves no timer', async () => {
    const server = await startScriptedServer();
    onTestFinished(() => server.close());
    const clock = createFakeClock();
    const startingAgent = new RealtimeAgent({ name: 'Tester' });
    const session = new RealtimeRunner({ startingAgent, clock }).createSession({
      modelConfig: { url: server.url, headers: { 'X-Note': 'two\nlines' } },
    });
    await expect(session.connect()).rejects.toThrow();
    expect(clock.pending).toBe(0);
  });
});

describe('code of others that never ends', () => {
  it('a handoff to an agent whose MCP server never lists its tools is told to the model as failed', async () => {
    const stuck = { name: 'stuck', listTools: () => never, callTool: () => never };
    const other = new RealtimeAgent({ name: 'Other', mcpServers: [stuck] });
    const { session, play, pass, peer } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', handoffs: [other] }),
    });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'transfer_to_Other', args: '{}' }]));
    await pass(31_000);
    const { item } = await peer.next('conversation.item.create');
    expect(item).toMatchObject({ output: expect.stringContaining('took longer than 30 s') });
    expect(session.agent.name).toBe('Tester');
  });

  it('RS-1: a connect whose instructions never end is given up', async () => {
    const clock = createFakeClock();
    const agent = new RealtimeAgent({ name: 'Tester', instructions: () => never });
    const session = new RealtimeRunner({ startingAgent: agent, clock }).createSession();
    const refused = expect(session.connect()).rejects.toMatchObject({ reason: 'timeout' });
    await clock.advanceAsync(30_000);
    await refused;
    expect(session.connection.state).toBe('closed');
  });

  it('RS-12: an address that is never told is asked for again', async () => {
    const server = await startScriptedServer();
    onTestFinished(() => server.close());
    const clock = createFakeClock();
    const addresses = [server.url, never, server.url];
    const runner = new RealtimeRunner({ startingAgent: new RealtimeAgent({ name: 'Tester' }), clock });
    const session = runner.createSession({ modelConfig: { url: async () => addresses.shift() ?? never } });
    onTestFinished(() => session.close());
    const connected = session.connect();
    const peer = await server.connection();
    await confirmSettings(peer);
    await connected;
    peer.drop();
    await vi.waitFor(() => expect(session.connection).toMatchObject({ state: 'reconnecting', attempt: 1 }));
    await clock.advanceAsync(31_000);
    await vi.waitFor(() =>
      expect(session.connection).toMatchObject({ attempt: 2, reason: { reason: 'timeout' } }),
    );
    await clock.advanceAsync(1_000);
    await confirmSettings(await server.connection());
    await vi.waitFor(() => expect(session.connection.state).toBe('connected'));
  });
});
