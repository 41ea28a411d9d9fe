import { describe, expect, it } from 'vitest';
import type { ConnectionFact } from '#core/assistant/assistant-state.ts';
import type { Endpoint } from '#core/endpoint/endpoint.ts';
import { Connection } from '#core/session/connection.ts';
import type { ConnectionState, RealtimeSession } from '#realtime/index.ts';
import { HarkError } from '#shared/base/errors.ts';

const lost = new HarkError('connection', 'No server answers.');
const reconnecting = (attempt: number): ConnectionState => ({
  state: 'reconnecting',
  attempt,
  delayMs: 250,
  reason: lost,
});

/** A session that comes up or not, and tells what its connection does. */
function makeSession(failure: Error | undefined) {
  const listeners: ((event: { connection: ConnectionState }) => void)[] = [];
  const session = {
    closed: 0,
    on: (_: string, listener: (event: { connection: ConnectionState }) => void) => listeners.push(listener),
    connect: () => (failure === undefined ? Promise.resolve() : Promise.reject(failure)),
    async close() {
      session.closed += 1;
    },
    tell(...states: ConnectionState[]) {
      for (const connection of states) for (const listener of listeners) listener({ connection });
    },
  };
  return session;
}

function bench() {
  const sessions: ReturnType<typeof makeSession>[] = [];
  const log: string[] = [];
  let failure: Error | undefined;
  const noteFact = (fact: ConnectionFact): void => {
    log.push(fact.kind === 'reconnecting' ? `try ${fact.attempt} in ${fact.delayMs}` : fact.kind);
  };
  const connection = new Connection({
    log: { error() {}, warn() {}, info() {}, debug() {} },
    chooseEndpoint: async () => ({}) as Endpoint,
    createSession: () => {
      const session = makeSession(failure);
      sessions.push(session);
      return session as unknown as RealtimeSession;
    },
    onFact: noteFact,
    onConnected: () => log.push('connected'),
    onInterrupted: () => log.push('interrupted'),
    onBack: () => log.push('back'),
    onLost: () => log.push('lost'),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    sessions,
    log,
    connection,
    settle,
    fail: (error: Error | undefined) => {
      failure = error;
    },
  };
}

describe('a connection', () => {
  it('that cannot be made is reported at once', async () => {
    const { connection, log, fail, settle } = bench();
    fail(lost);
    connection.connect();
    await settle();
    expect(log).toEqual(['connecting', 'failed']);
  });

  it('that is lost and found is told so, each once', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    await settle();
    sessions[0]?.tell(reconnecting(1), reconnecting(2), { state: 'connected' });
    expect(log.slice(2)).toEqual(['try 1 in 250', 'interrupted', 'try 2 in 250', 'back']);
  });

  it('that is renewed is not told', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    await settle();
    sessions[0]?.tell({ state: 'renewed' }, { state: 'connected' });
    expect(log).toEqual(['connecting', 'connected']);
  });

  it('that is given up is lost and reported', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    await settle();
    sessions[0]?.tell(reconnecting(1), { state: 'closed', error: lost });
    expect(log.slice(-2)).toEqual(['lost', 'failed']);
  });

  it('that is made anew ends the one before, whose later fate means nothing', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    await settle();
    connection.connect();
    expect(sessions[0]?.closed).toBe(1);
    await settle();
    sessions[0]?.tell({ state: 'closed' });
    expect(log).toEqual(['connecting', 'connected', 'lost', 'connecting', 'connected']);
  });

  it('that is overtaken while it is on its way is never announced', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    connection.connect();
    await settle();
    expect(log).toEqual(['connecting', 'connecting', 'connected']);
    expect(sessions.map((session) => session.closed)).toEqual([0]);
  });

  it('that is closed while it is brought back stays closed', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    await settle();
    sessions[0]?.tell(reconnecting(1));
    await connection.close();
    sessions[0]?.tell({ state: 'closed' });
    expect(log.slice(-2)).toEqual(['lost', 'off']);
    expect(sessions).toHaveLength(1);
  });
});
