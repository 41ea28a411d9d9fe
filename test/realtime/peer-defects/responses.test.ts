import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import {
  answer,
  answerEnd,
  itemEcho,
  responseCreated,
  responseDone,
  serverError,
  toolCalls,
} from '../support/wire-script.ts';

const creates = (received: readonly { readonly type: string }[]): number =>
  received.filter(({ type }) => type === 'response.create').length;
const conflict = 'conversation_already_has_active_response';

describe('requests for an answer where the peers fail', () => {
  it('peer defect 4: a create that lost the race is retried', async () => {
    const { session, peer, play, of } = await connectSession();
    session.sendMessage('Hello');
    const lost = await peer.next('response.create');
    const item = await peer.next('conversation.item.create');
    await play(
      responseCreated('resp_vad'),
      serverError(conflict, { event_id: lost.event_id }),
      ...itemEcho(item.item),
    );
    expect(creates(peer.received)).toBe(1);
    await play(responseDone('resp_vad'));
    expect(creates(peer.received)).toBe(2);
    expect(of('error')).toEqual([]);
  });

  it("peer defect 4: a tool's result whose create lost the race is spoken about as well", async () => {
    const { peer, play } = await connectSession();
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'nobody', args: '{}' }]));
    const lost = await peer.next('response.create');
    const { item } = await peer.next('conversation.item.create');
    await play(
      responseCreated('resp_vad'),
      serverError(conflict, { event_id: lost.event_id }),
      ...itemEcho(item),
      responseDone('resp_vad'),
    );
    expect(creates(peer.received)).toBe(2);
  });

  it('peer defect 5: an answer beside the conversation does not hold up the others', async () => {
    const { session, peer, play } = await connectSession();
    await play(responseCreated('resp_title', { conversation_id: null }));
    session.sendMessage('Hello');
    await peer.next('response.create');
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hi.', audioMs: 0 }));
    session.sendMessage('And now?');
    await peer.next('response.create');
    await play(responseDone('resp_title', { conversation_id: null }));
  });

  it('peer defect 6: a create that is never answered is given up, and the next one goes out', async () => {
    const { session, peer, pass, of } = await connectSession();
    session.sendMessage('Hello');
    session.sendMessage('Are you there?');
    await peer.settled();
    expect(creates(peer.received)).toBe(1);
    await pass(10_000);
    expect(creates(peer.received)).toBe(2);
    expect(of('error')).toMatchObject([{ fatal: false, error: { reason: 'server' } }]);
  });

  it('peer defect 6: an answer that never ends is given up as well', async () => {
    const { session, peer, play, pass } = await connectSession();
    await play(responseCreated('resp_1'));
    session.sendMessage('Are you there?');
    await pass(60_000);
    expect(creates(peer.received)).toBe(1);
  });

  it('peer defect 20: usage grows by what was used, per modality, and not for answers without usage', async () => {
    const { session, play, of } = await connectSession();
    const usage = {
      total_tokens: 30,
      input_tokens: 20,
      output_tokens: 10,
      input_token_details: { text_tokens: 15, audio_tokens: 4, image_tokens: 1, cached_tokens: 8 },
      output_token_details: { text_tokens: 4, audio_tokens: 6 },
    };
    const spoken = { responseId: 'resp_1', itemId: 'item_A1', text: 'Hi.', audioMs: 20 };
    await play(
      ...answerEnd(spoken),
      responseDone('resp_2', { usage }),
      responseDone('resp_3', { usage: null }),
    );
    expect(of('response_done')).toHaveLength(3);
    expect(of('usage')).toHaveLength(1);
    expect(session.usage).toMatchObject({
      totalTokens: 30,
      input: { text: 15, audio: 4, image: 1 },
      cached: { total: 8 },
      output: { text: 4, audio: 6 },
    });
  });
});
