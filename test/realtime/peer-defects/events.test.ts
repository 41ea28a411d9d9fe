import { describe, expect, it } from 'vitest';
import { outputGuardrail, RealtimeAgent } from '#realtime/index.ts';
import { MAX_QUEUED_EVENTS } from '#realtime/session/event-stream.ts';
import { connectSession } from '../support/connected-session.ts';
import {
  answer,
  itemEcho,
  responseCreated,
  speechStarted,
  speechStopped,
  userSpoke,
} from '../support/wire-script.ts';

describe('events where the peers fail', () => {
  it('peer defect 11: images reach the history', async () => {
    const { session, peer, play } = await connectSession();
    session.sendMessage({
      type: 'message',
      role: 'user',
      content: [{ type: 'input_image', imageUrl: 'data:image/png;base64,AAAA' }],
    });
    await play(...itemEcho((await peer.next('conversation.item.create')).item));
    expect(session.history).toMatchObject([
      { role: 'user', content: [{ type: 'input_image', imageUrl: 'data:image/png;base64,AAAA' }] },
    ]);
  });

  it('peer defect 11: speech, a failed transcription and the idle time-out are told', async () => {
    const { session, play, of } = await connectSession();
    await play(
      speechStarted('item_U1'),
      speechStopped('item_U1'),
      ...userSpoke('item_U1', null),
      {
        type: 'conversation.item.input_audio_transcription.failed',
        event_id: 'event_f',
        item_id: 'item_U1',
        content_index: 0,
        error: { type: 'transcription_error', message: 'unintelligible' },
      },
      {
        type: 'input_audio_buffer.timeout_triggered',
        event_id: 'event_t',
        item_id: 'item_U2',
        audio_start_ms: 0,
        audio_end_ms: 5_000,
      },
    );
    expect(of('user_speech_started')).toMatchObject([{ itemId: 'item_U1' }]);
    expect(of('user_speech_stopped')).toMatchObject([{ itemId: 'item_U1' }]);
    expect(of('transcription_failed')).toMatchObject([{ itemId: 'item_U1', message: 'unintelligible' }]);
    expect(of('input_audio_timeout_triggered')).toMatchObject([{ itemId: 'item_U2' }]);
    expect(session.history).toMatchObject([{ itemId: 'item_U1', transcriptionFailed: true }]);
  });

  it('peer defect 21: a short answer is checked by the guardrails', async () => {
    const noSecrets = outputGuardrail({
      name: 'no secrets',
      check: ({ text }) => ({ tripped: text.includes('secret') }),
    });
    const { play, of } = await connectSession({ config: { outputGuardrails: [noSecrets] } });
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'A secret.', audioMs: 0 }));
    expect(of('guardrail_tripped')).toHaveLength(1);
  });

  it('peer defect 21: interrupt() cancels although the server would cancel by itself when it hears speech', async () => {
    const { session, peer, play } = await connectSession({
      config: { modelSettings: { turnDetection: { type: 'semantic_vad', interruptResponse: true } } },
    });
    await play(responseCreated('resp_1'));
    session.interrupt();
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
  });

  it('peer defect 21: the hooks of an agent fire', async () => {
    const calls: string[] = [];
    const { play } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', hooks: { onStart: (_, { name }) => calls.push(name) } }),
    });
    await play(responseCreated('resp_1'));
    expect(calls).toEqual(['Tester']);
  });

  it('peer defect 21: items stand where the server puts them, not in the order they came', async () => {
    const { session, play } = await connectSession();
    await play(
      ...answer({
        responseId: 'resp_1',
        itemId: 'item_A1',
        previousItemId: 'item_U1',
        text: 'It is noon.',
        audioMs: 0,
      }),
      ...userSpoke('item_U1', null),
    );
    expect(session.history.map(({ itemId }) => itemId)).toEqual(['item_U1', 'item_A1']);
  });

  it('peer defect 21: a reader that stopped reading holds a bounded number of events', async () => {
    const { session, peer, play } = await connectSession();
    const reader = session[Symbol.asyncIterator]();
    for (let count = 0; count < MAX_QUEUED_EVENTS + 10; count += 1) {
      peer.send({ type: 'vendor.noise', event_id: `event_${count}`, count });
    }
    await play();
    await session.close();
    let held = 0;
    for (let next = await reader.next(); !next.done; next = await reader.next()) held += 1;
    expect(held).toBe(MAX_QUEUED_EVENTS);
  });
});
