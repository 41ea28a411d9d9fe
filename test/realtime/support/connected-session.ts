import { onTestFinished, vi } from 'vitest';
import {
  type FlushPlayback,
  RealtimeAgent,
  type RealtimeRunConfig,
  RealtimeRunner,
  type RealtimeSession,
  type RealtimeSessionEvent,
} from '#realtime/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import {
  type ScriptedPeer,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server.ts';
import { confirmSettings } from './wire-script.ts';

export type ConnectedSession = {
  readonly session: RealtimeSession;
  readonly peer: ScriptedPeer;
  readonly server: ScriptedServer;
  readonly clock: FakeClock;
  /** Every event since before the connection, in order. */
  readonly events: RealtimeSessionEvent[];
  /** The first session.update, as the server got it. */
  readonly firstUpdate: object;
  /** Sends server events and waits until the session has worked through them and its answers are here. */
  play(...events: readonly object[]): Promise<void>;
  /** Lets time pass for the session, with the network alive. */
  pass(ms: number): Promise<void>;
  /** After a loss: lets the pause before the next try pass, and confirms the settings of the connection that follows. */
  reconnected(): Promise<ScriptedPeer>;
  of<Type extends RealtimeSessionEvent['type']>(type: Type): Extract<RealtimeSessionEvent, { type: Type }>[];
};

export type SessionSetup = {
  readonly agent?: RealtimeAgent;
  readonly config?: RealtimeRunConfig;
  readonly flushPlayback?: FlushPlayback;
  /** The run's context. */
  readonly context?: object;
  /** Changes what the server confirms of the first settings. */
  readonly confirm?: object;
  /** What the server says of each session besides. */
  readonly greeting?: object;
  readonly signal?: AbortSignal;
};

/** Shorter than the patience of the connection's keep-alive. */
const STEP_MS = 1_000;

function never(): never {
  throw new Error('The session connected without a server.');
}

/** A session that talks to a scripted server over a real loopback socket, with a clock that stands still. */
export async function connectSession(setup: SessionSetup = {}): Promise<ConnectedSession> {
  const server = await startScriptedServer(setup.greeting === undefined ? {} : { session: setup.greeting });
  onTestFinished(() => server.close());
  const clock = createFakeClock();
  const runner = new RealtimeRunner({
    startingAgent: setup.agent ?? new RealtimeAgent({ name: 'Tester', instructions: 'Be brief.' }),
    clock,
    ...(setup.config === undefined ? {} : { config: setup.config }),
  });
  const session = runner.createSession({
    modelConfig: { url: server.url },
    ...(setup.signal === undefined ? {} : { signal: setup.signal }),
    context: setup.context,
    ...(setup.flushPlayback === undefined ? {} : { flushPlayback: setup.flushPlayback }),
  });
  onTestFinished(() => session.close());
  const events: RealtimeSessionEvent[] = [];
  const reader = session[Symbol.asyncIterator]();
  void (async () => {
    for (let next = await reader.next(); !next.done; next = await reader.next()) events.push(next.value);
  })();
  const connected = session.connect();
  const peer = await Promise.race([server.connection(), connected.then(never)]);
  const firstUpdate = await confirmSettings(peer, setup.confirm);
  await connected;
  return {
    session,
    peer,
    server,
    clock,
    events,
    firstUpdate,
    async play(...toSend) {
      peer.send(...toSend);
      await peer.settled();
    },
    async pass(ms) {
      for (let left = ms; left > 0; left -= STEP_MS) {
        clock.advance(Math.min(left, STEP_MS));
        await peer.settled();
      }
    },
    async reconnected() {
      await vi.waitFor(() => {
        if (session.connection.state !== 'reconnecting') throw new Error('Not lost yet.');
        clock.advance(session.connection.delayMs);
      });
      const next = await server.connection();
      await confirmSettings(next);
      await next.settled();
      return next;
    },
    of: <Type extends RealtimeSessionEvent['type']>(type: Type) =>
      events.filter((event): event is Extract<RealtimeSessionEvent, { type: Type }> => event.type === type),
  };
}
