import { describe, expect, it, vi } from 'vitest';
import { RealtimeAgent } from '#realtime/index.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { connectSession } from '../support/connected-session.ts';
import { echo, nextUpdate, told } from '../support/told.ts';
import {
  answer,
  answerStart,
  responseCreated,
  serverError,
  transcribed,
  userSpoke,
} from '../support/wire-script.ts';

const spoken = {
  responseId: 'resp_1',
  itemId: 'item_A1',
  previousItemId: null,
  text: 'It is ten.',
  audioMs: 300,
};

describe('a session that loses its connection', () => {
  it('RS-12: tells that it is lost and why, when it tries again, and that it is back', async () => {
    const { session, peer, of, reconnected } = await connectSession();
    peer.drop();
    await reconnected();
    expect(of('connection').map(({ connection }) => connection)).toEqual([
      { state: 'connecting' },
      { state: 'connected' },
      {
        state: 'reconnecting',
        attempt: 1,
        delayMs: expect.any(Number),
        reason: expect.objectContaining({ reason: 'connection' }),
      },
      { state: 'connected' },
    ]);
    expect(session.connection.state).toBe('connected');
    expect(of('error')).toEqual([]);
  });

  it.each([1001, 1011, 1012, 1013])('RS-12: comes back after close code %i', async (code) => {
    const { peer, reconnected } = await connectSession();
    peer.close(code);
    await reconnected();
  });

  it('RS-12: comes back when the server ended the session for its age', async () => {
    const { peer, of, reconnected } = await connectSession();
    peer.send(serverError('session_expired'));
    peer.close(1000);
    await reconnected();
    expect(of('error')).toEqual([]);
  });

  it.each([
    ['a fatal error', (peer: ScriptedPeer) => peer.send(serverError('insufficient_quota')), 'authentication'],
    ['nothing', () => {}, 'closed'],
  ] as const)(
    'RS-12: does not come back when the server said %s before a normal end',
    async (_, say, reason) => {
      const { session, peer, server } = await connectSession();
      say(peer);
      peer.close(1000);
      await vi.waitFor(() =>
        expect(session.connection).toMatchObject({ state: 'closed', error: { reason } }),
      );
      expect(server.connectionCount).toBe(1);
    },
  );

  it('MC-4 RS-8: tells the next server the settings of now, with the agent of now', async () => {
    const { session, peer, server, clock } = await connectSession();
    const update = session.updateAgent(new RealtimeAgent({ name: 'Second', instructions: 'Be second.' }));
    peer.send({ type: 'session.updated', event_id: 'e', session: (await nextUpdate(peer, 1)).session });
    await update;
    peer.drop();
    await vi.waitFor(() => expect(session.connection.state).toBe('reconnecting'));
    clock.advance(250);
    const { session: told } = await (await server.connection()).next('session.update');
    expect(told).toMatchObject({ instructions: 'Be second.', output_modalities: ['audio'] });
    expect(session.agent.name).toBe('Second');
  });

  it('RS-8: a change that was under way is made on the next connection', async () => {
    const { session, peer, reconnected } = await connectSession();
    const changed = session.updateSession({ speed: 1.2 });
    await nextUpdate(peer, 1);
    peer.drop();
    const next = await reconnected();
    await expect(changed).resolves.toBeUndefined();
    expect(next.received[0]).toMatchObject({ session: { audio: { output: { speed: 1.2 } } } });
  });

  it('HI-1: tells the next server the conversation in order, and asks for no answer that was given', async () => {
    const { session, peer, play, reconnected } = await connectSession();
    await play(...userSpoke('item_U1', null), transcribed('item_U1', 'What time is it?'));
    await play(...answer({ ...spoken, previousItemId: 'item_U1' }));
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'user: What time is it?', 'assistant: It is ten.']);
    const before = session.history;
    await echo(next);
    await echo(next);
    expect(session.history.map(({ itemId }) => itemId)).toEqual(before.map(({ itemId }) => itemId));
  });

  it('RS-4: asks again what was typed and not answered when the cut came', async () => {
    const { session, peer, reconnected } = await connectSession();
    session.sendMessage('Hello?');
    await echo(peer);
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'user: Hello?', 'response.create']);
  });

  it('RS-4: keeps what is typed while there is no connection, in order', async () => {
    const { session, peer, reconnected } = await connectSession();
    session.sendMessage('First');
    peer.drop();
    await vi.waitFor(() => expect(session.connection.state).toBe('reconnecting'));
    session.sendMessage('Second');
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'user: First', 'user: Second', 'response.create']);
    await echo(next);
    await echo(next);
    expect(session.history).toMatchObject([{ role: 'user' }, { role: 'user' }]);
  });

  it('IN-5: tells as much of a cut answer as was heard, stops the rest, and asks again', async () => {
    const { session, peer, play, of, reconnected } = await connectSession();
    session.sendMessage('Time?');
    const previousItemId = await echo(peer);
    await play(
      ...answerStart({ ...spoken, previousItemId, text: 'It is ten past four now', audioMs: 1_000 }),
    );
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'user: Time?', 'assistant: It is ten', 'response.create']);
    expect(of('audio_interrupted')).toMatchObject([{ itemId: 'item_A1', playedMs: 500 }]);
    expect(of('response_done')).toMatchObject([
      { outcome: { status: 'incomplete', reason: 'connection_lost' } },
    ]);
    expect(session.history.at(-1)).toMatchObject({ interrupted: true });
  });

  it('RS-7: does not ask again for an answer that the person stopped', async () => {
    const { session, peer, play, reconnected } = await connectSession();
    session.sendMessage('Time?');
    await echo(peer);
    await play(responseCreated('resp_1'));
    session.interrupt();
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'user: Time?']);
  });

  it('RS-12: greets once: an answer to nobody that was cut off is not asked for again', async () => {
    const { session, peer, play, reconnected } = await connectSession();
    session.sendRaw({ type: 'response.create', response: { instructions: 'Greet the user.' } });
    await play(...answerStart(spoken));
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'assistant: It is ten.']);
  });
});
