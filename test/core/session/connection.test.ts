import { describe, expect, it } from 'vitest';
import type { ConnectionFact } from '#core/assistant/assistant-state.ts';
import type { Endpoint } from '#core/endpoint/endpoint.ts';
import { Connection } from '#core/session/connection.ts';
import type { ConnectionState, RealtimeSession } from '#realtime/index.ts';
import { HarkError } from '#shared/base/errors.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const refused = new HarkError('connection', 'No server answers.');

/** A session that comes up or not, and can be cut. */
function makeSession(failure: Error | undefined) {
  const listeners: ((event: { connection: ConnectionState }) => void)[] = [];
  const session = {
    closed: 0,
    history: [],
    on: (_: string, listener: (event: { connection: ConnectionState }) => void) => listeners.push(listener),
    connect: () => (failure === undefined ? Promise.resolve() : Promise.reject(failure)),
    async close() {
      session.closed += 1;
    },
    cut(error: HarkError = refused) {
      for (const listener of listeners) listener({ connection: { state: 'closed', error } });
    },
  };
  return session;
}

function bench() {
  const clock: FakeClock = createFakeClock();
  const sessions: ReturnType<typeof makeSession>[] = [];
  const log: string[] = [];
  let failure: Error | undefined;
  const noteFact = (fact: ConnectionFact): void => {
    log.push(fact.kind === 'reconnecting' ? `retry ${fact.attempt} in ${fact.delayMs}` : fact.kind);
  };
  const connection = new Connection({
    clock,
    log: { error() {}, warn() {}, info() {}, debug() {} },
    chooseEndpoint: async () => ({}) as Endpoint,
    createSession: async () => {
      const session = makeSession(failure);
      sessions.push(session);
      return session as unknown as RealtimeSession;
    },
    onFact: noteFact,
    onConnected: () => log.push('connected'),
    onLost: () => log.push('lost'),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    clock,
    sessions,
    log,
    connection,
    settle,
    fail: (error: Error | undefined) => {
      failure = error;
    },
    async pass(ms: number) {
      clock.advance(ms);
      await settle();
    },
  };
}

describe('a connection', () => {
  it('that cannot be made is reported at once', async () => {
    const { connection, log, fail, settle, clock } = bench();
    fail(refused);
    connection.connect();
    await settle();
    expect(log).toEqual(['connecting', 'failed']);
    expect(clock.pending).toBe(0);
  });

  it('that is lost is brought back, at first at once and then ever more slowly', async () => {
    const { connection, sessions, log, fail, settle, pass } = bench();
    connection.connect();
    await settle();
    fail(refused);
    sessions[0]?.cut();
    for (const delayMs of [0, 250, 500, 1_000, 2_000, 4_000]) await pass(delayMs);
    expect(log).toEqual([
      'connecting',
      'connected',
      'lost',
      'retry 1 in 0',
      'retry 2 in 250',
      'retry 3 in 500',
      'retry 4 in 1000',
      'retry 5 in 2000',
      'retry 6 in 4000',
      'failed',
    ]);
  });

  it('counts as good again only after it has lived for five seconds', async () => {
    const { connection, sessions, log, settle, pass } = bench();
    connection.connect();
    await settle();
    await pass(4_999);
    sessions[0]?.cut();
    await pass(0);
    await pass(4_999);
    sessions[1]?.cut();
    expect(log.at(-1)).toBe('retry 2 in 250');
    await pass(250);
    await pass(5_000);
    sessions[2]?.cut();
    expect(log.at(-1)).toBe('retry 1 in 0');
  });

  it.each(['authentication', 'model', 'denied', 'invalid_input'] as const)(
    'is not tried again when the reason is %s',
    async (reason) => {
      const { connection, sessions, log, settle, clock } = bench();
      connection.connect();
      await settle();
      sessions[0]?.cut(new HarkError(reason, 'No.'));
      expect(log.at(-1)).toBe('failed');
      expect(clock.pending).toBe(0);
    },
  );

  it('that is made anew ends the one before, whose later fate means nothing', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    await settle();
    connection.connect();
    expect(sessions[0]?.closed).toBe(1);
    await settle();
    sessions[0]?.cut();
    expect(log).toEqual(['connecting', 'connected', 'lost', 'connecting', 'connected']);
  });

  it('that is overtaken while it is on its way is closed and never announced', async () => {
    const { connection, sessions, log, settle } = bench();
    connection.connect();
    connection.connect();
    await settle();
    expect(log).toEqual(['connecting', 'connecting', 'connected']);
    expect(sessions.map((session) => session.closed)).toEqual([1, 0]);
  });

  it('keeps no hold on the sessions it has lost', async () => {
    const { connection, sessions, settle, pass } = bench();
    connection.connect();
    await settle();
    await pass(5_000);
    sessions[0]?.cut();
    await pass(0);
    await connection.close();
    expect(sessions.map((session) => session.closed)).toEqual([0, 2]);
  });

  it('that is closed while it waits for another try stays closed', async () => {
    const { connection, sessions, log, fail, settle, pass } = bench();
    connection.connect();
    await settle();
    fail(refused);
    sessions[0]?.cut();
    await pass(0);
    await connection.close();
    await pass(60_000);
    expect(log.at(-1)).toBe('off');
    expect(sessions).toHaveLength(2);
  });
});
