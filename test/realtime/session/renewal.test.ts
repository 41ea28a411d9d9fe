import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RealtimeAgent, RealtimeRunner, type RealtimeSession } from '#realtime/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import {
  type ScriptedPeer,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server.ts';
import { echo, told } from '../support/told.ts';
import { answer, answerEnd, answerStart, confirmSettings } from '../support/wire-script.ts';

/** How long the server lets its sessions live, ms. */
const LIFE_MS = 40_000;

type Talk = {
  readonly session: RealtimeSession;
  readonly clock: FakeClock;
  readonly states: string[];
  readonly peer: ScriptedPeer;
  readonly server: ScriptedServer;
  /** Takes the next connection as far as its confirmed settings. */
  greet(): Promise<ScriptedPeer>;
  pass(ms: number): Promise<void>;
};

/** A session with a server that says when it will end it. */
async function startTalk(): Promise<Talk> {
  const server = await startScriptedServer({ greet: false });
  onTestFinished(() => server.close());
  const clock = createFakeClock();
  const runner = new RealtimeRunner({ startingAgent: new RealtimeAgent({ name: 'Tester' }), clock });
  const session = runner.createSession({ modelConfig: { url: server.url } });
  onTestFinished(() => session.close());
  const states: string[] = [];
  session.on('connection', ({ connection }) => states.push(connection.state));
  const greet = async (): Promise<ScriptedPeer> => {
    const peer = await server.connection();
    const expires_at = (clock.wallTime() + LIFE_MS) / 1000;
    peer.send({ type: 'session.created', event_id: 'event_0', session: { type: 'realtime', expires_at } });
    await confirmSettings(peer);
    return peer;
  };
  const connected = session.connect();
  const peer = await greet();
  await connected;
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 500) {
      clock.advance(500);
      await peer.settled();
    }
  };
  return { session, clock, states, peer, server, greet, pass };
}

const hello = { responseId: 'resp_1', itemId: 'item_A1', text: 'Hello.', audioMs: 0 };
const RENEWED = ['connecting', 'connected', 'renewed', 'connected'];

describe('a session that the server will end for its age', () => {
  it('RS-12: is renewed before that, and the new connection is told the conversation', async () => {
    const { session, states, peer, greet, pass } = await startTalk();
    session.sendMessage('Hi');
    await peer.next('response.create');
    peer.send(...answer({ ...hello, previousItemId: await echo(peer) }));

    await pass(LIFE_MS / 2);
    const next = await greet();
    expect(await peer.closed).toBe(1000);
    await next.settled();
    expect(states).toEqual(RENEWED);
    expect(told(next)).toEqual(['session.update', 'user: Hi', 'assistant: Hello.']);
    session.sendMessage('Still there?');
    await next.next('response.create');
  });

  it('RS-12: is renewed in a quiet moment, not in the middle of an answer', async () => {
    const { clock, states, peer, greet, pass } = await startTalk();
    peer.send(...answerStart(hello));
    await pass(LIFE_MS / 2);
    const next = await greet();
    await pass(2_000);
    expect(states).toEqual(['connecting', 'connected']);
    peer.send(...answerEnd(hello));
    await peer.settled();
    await vi.waitFor(() => {
      clock.advance(500);
      expect(states).toEqual(RENEWED);
    });
    await next.settled();
    expect(told(next)).toEqual(['session.update', 'assistant: Hello.']);
  });

  it('RS-3: a connection that is ready too late, because the old one was lost, is not kept', async () => {
    const { session, clock, peer, greet, pass, server } = await startTalk();
    await pass(20_000);
    const late = await server.connection();
    peer.drop();
    await vi.waitFor(() => {
      if (session.connection.state !== 'reconnecting') throw new Error('Not lost yet.');
      clock.advance(session.connection.delayMs);
    });
    const next = await greet();
    await vi.waitFor(() => expect(session.connection.state).toBe('connected'));
    late.send({ type: 'session.created', event_id: 'event_0', session: { type: 'realtime' } });
    await confirmSettings(late);
    expect(await late.closed).toBe(1000);
    await next.settled();
    expect(session.connection.state).toBe('connected');
  });
});
