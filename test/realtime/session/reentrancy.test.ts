import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import { answerStart, responseCreated, serverError } from '../support/wire-script.ts';

const ANSWER = { responseId: 'resp_1', itemId: 'item_A1', text: 'Hello there', audioMs: 100 };

describe('a session that is called from its own listeners', () => {
  it('RS-3: close() in a listener still tells everybody that it is closed', async () => {
    const { session, peer, events } = await connectSession();
    const states: string[] = [];
    session.on('connection', ({ connection }) => states.push(connection.state));
    session.on('audio', () => void session.close());
    peer.send(...answerStart(ANSWER));
    await peer.closed;
    await session.close();
    expect(states).toEqual(['closed']);
    expect(events.at(-1)).toMatchObject({ type: 'connection', connection: { state: 'closed' } });
  });

  it('RS-12: close() in a listener of the fatal error does not hide why the session ended', async () => {
    const { session, peer, of } = await connectSession();
    session.on('error', ({ fatal }) => {
      if (fatal) void session.close();
    });
    peer.send(serverError('invalid_api_key'));
    peer.close(1008);
    await expect.poll(() => session.connection.state).toBe('closed');
    await session.close();
    expect(session.connection).toMatchObject({ state: 'closed', error: { reason: 'authentication' } });
    expect(of('connection').at(-1)).toMatchObject({ connection: { error: { reason: 'authentication' } } });
  });

  it('RS-2: interrupt() in a listener of response_started stops that response', async () => {
    const { session, play, peer } = await connectSession();
    session.on('response_started', () => session.interrupt());
    await play(responseCreated('resp_1'));
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
  });
});
