import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import { answer, answerStart, audioDelta, itemEcho, ramp, speechStarted } from '../support/wire-script.ts';

const spoken = { responseId: 'resp_1', itemId: 'item_A1', text: 'One two three', audioMs: 100 };
const keeping = { config: { keepAudio: true } };

describe('the audio of answers', () => {
  it('HI-5: is not kept unless asked', async () => {
    const { session, play } = await connectSession();
    const heard = { type: 'input_audio', transcript: 'hello' };
    const item = { id: 'item_U1', type: 'message', role: 'user', content: [{ ...heard, audio: 'AAAA' }] };
    await play(...answer(spoken), ...itemEcho(item, 'item_A1'));
    expect(session.audioOf('item_A1')).toBeUndefined();
    expect(session.history.flatMap((kept) => (kept.type === 'message' ? kept.content : []))).toEqual([
      { type: 'output_audio', transcript: spoken.text },
      heard,
    ]);
  });

  it('HI-5: is kept on request, as it came', async () => {
    const { session, play } = await connectSession(keeping);
    await play(...answerStart(spoken), audioDelta(spoken, ramp(480, 2_400)));
    expect([...(session.audioOf('item_A1') ?? [])]).toEqual([...ramp(2_880)]);
    expect(session.audioOf('item_A1', 1)).toBeUndefined();
  });

  it('HI-5: ends where it was interrupted, and goes with its item', async () => {
    const { session, play } = await connectSession(keeping);
    await play(...answer(spoken));
    session.playback.report({ itemId: 'item_A1', playedSamples: 1_200 });
    await play(speechStarted('item_U1'));
    expect(session.audioOf('item_A1')).toHaveLength(1_200);
    await play({ type: 'conversation.item.deleted', event_id: 'event_d', item_id: 'item_A1' });
    expect(session.audioOf('item_A1')).toBeUndefined();
  });

  it('HI-5: holds ten minutes at most; the oldest answers lose theirs', async () => {
    const { session, play } = await connectSession(keeping);
    const minute = ramp(60 * 24_000);
    for (let index = 0; index <= 10; index += 1) {
      await play(audioDelta({ responseId: 'resp_1', itemId: `item_${index}` }, minute));
    }
    expect(session.audioOf('item_0')).toBeUndefined();
    expect(session.audioOf('item_1')).toHaveLength(minute.length);
    expect(session.audioOf('item_10')).toHaveLength(minute.length);
  });
});
