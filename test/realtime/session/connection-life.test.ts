import { describe, expect, it, vi } from 'vitest';
import { type ConnectedSession, connectSession } from '../support/connected-session.ts';
import { echo, told } from '../support/told.ts';
import { answer, answerEnd, answerStart, confirmSettings } from '../support/wire-script.ts';

/** A session that the server ends 20 s after its beginning, on the clock of the test. */
const shortLived = { expires_at: 1_760_000_000 + 20 };
const spoken = {
  responseId: 'resp_1',
  itemId: 'item_A1',
  previousItemId: null,
  text: 'It is ten.',
  audioMs: 0,
};

const isState = (session: ConnectedSession['session'], state: string): Promise<void> =>
  vi.waitFor(() => expect(session.connection.state).toBe(state));

describe('a session whose connection is about to expire', () => {
  it('RS-12: has another one made ready, and changes to it in a quiet moment', async () => {
    const { session, peer, server, clock, play, pass, of } = await connectSession({ greeting: shortLived });
    session.sendMessage('Time?');
    const timed = { ...spoken, previousItemId: await echo(peer) };
    await play(...answerStart(timed));
    await pass(10_000);
    const next = await server.connection();
    await confirmSettings(next);
    await next.settled();
    await pass(1_000);
    expect(told(next)).toEqual(['session.update']);
    await play(...answerEnd(timed));
    clock.advance(500);
    await next.settled();
    expect(of('connection').map(({ connection }) => connection.state)).toEqual([
      'connecting',
      'connected',
      'renewed',
      'connected',
    ]);
    expect(await peer.closed).toBe(1000);
    expect(told(next)).toEqual(['session.update', 'user: Time?', 'assistant: It is ten.']);
    session.sendMessage('And now?');
    await next.next('response.create');
    expect(of('error')).toEqual([]);
  });
});

describe('a session that looks for its server', () => {
  it('RS-12: gives up after ten minutes, with the reason', async () => {
    const { session, peer, server, clock } = await connectSession();
    peer.drop();
    await isState(session, 'reconnecting');
    await server.close();
    const begin = clock.now();
    await vi.waitFor(
      () => {
        if (session.connection.state === 'reconnecting') clock.advance(session.connection.delayMs);
        expect(session.connection.state).toBe('closed');
      },
      { timeout: 15_000, interval: 2 },
    );
    expect(clock.now() - begin).toBeGreaterThanOrEqual(600_000);
    expect(session.connection).toMatchObject({ error: { reason: 'connection' } });
    expect(clock.pending).toBe(0);
  });

  it('RS-12: gives up a server that cuts every connection after a few seconds, and says how often it did', async () => {
    const { session, peer, clock, reconnected } = await connectSession();
    const livesAndDies = async (connection: typeof peer): Promise<void> => {
      for (let second = 0; second < 6; second += 1) {
        clock.advance(1_000);
        await connection.settled();
      }
      connection.drop();
      await vi.waitFor(() => expect(session.connection.state).not.toBe('connected'));
    };
    await livesAndDies(peer);
    for (let losses = 1; losses < 20; losses += 1) await livesAndDies(await reconnected());
    expect(session.connection).toMatchObject({
      state: 'closed',
      error: { reason: 'connection', message: 'The connection was lost 20 times within 10 minutes.' },
    });
    expect(clock.pending).toBe(0);
  });

  it('RS-12: goes on with a connection that is lost every minute', async () => {
    const { session, peer, clock, reconnected } = await connectSession();
    let connection = peer;
    for (let losses = 0; losses < 21; losses += 1) {
      for (let second = 0; second < 60; second += 1) {
        clock.advance(1_000);
        await connection.settled();
      }
      connection.drop();
      await isState(session, 'reconnecting');
      connection = await reconnected();
    }
    expect(session.connection.state).toBe('connected');
  });

  it('RS-3: is closed at once, and leaves no timer', async () => {
    const { session, peer, clock } = await connectSession();
    const changed = expect(session.updateSession({ speed: 1.2 })).rejects.toMatchObject({ reason: 'closed' });
    peer.drop();
    await isState(session, 'reconnecting');
    await session.close();
    await changed;
    expect([session.connection, clock.pending]).toEqual([{ state: 'closed' }, 0]);
  });

  it('RS-3: is ended by the abort of its run, which means nothing while it is connected', async () => {
    const abort = new AbortController();
    const { session, peer } = await connectSession({ signal: abort.signal });
    peer.drop();
    await isState(session, 'reconnecting');
    abort.abort();
    expect(session.connection).toMatchObject({ state: 'closed', error: { reason: 'closed' } });
  });

  it('RS-9: may have its history cleared; nothing of it comes back', async () => {
    const { session, peer, play, reconnected } = await connectSession();
    session.sendMessage('Time?');
    await echo(peer);
    await play(...answer(spoken));
    session.sendMessage('Never mind');
    peer.drop();
    await isState(session, 'reconnecting');
    session.updateHistory([]);
    expect(session.history).toEqual([]);
    const next = await reconnected();
    expect(told(next).filter((what) => what.includes(':'))).toEqual([]);
  });

  it('RS-10: takes no raw message, nobody could say what it means to another server', async () => {
    const { session, peer } = await connectSession();
    peer.drop();
    await isState(session, 'reconnecting');
    expect(() => session.sendRaw({ type: 'vendor.ping' })).toThrow(/not connected \(reconnecting\)/);
  });
});
