import { describe, expect, it } from 'vitest';
import { keepAudio } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { answer, answerEnd, answerStart, itemEcho, ramp, speechStarted } from '../support/wire-script.ts';

const story = { responseId: 'resp_1', itemId: 'item_A1', text: 'Once upon a time', audioMs: 1_000 };

describe('audio after it was told', () => {
  it('HI-5: is in no history, not even when the server sends it along with an item', async () => {
    const { session, play } = await connectSession();
    await play(
      ...answer(story),
      ...itemEcho({
        id: 'item_U1',
        type: 'message',
        role: 'user',
        content: [{ type: 'input_audio', transcript: 'hello', audio: 'AAAA' }],
      }),
    );
    expect(session.history.flatMap((item) => (item.type === 'message' ? item.content : []))).toEqual([
      { type: 'input_audio', transcript: 'hello' },
      { type: 'output_audio', transcript: 'Once upon a time' },
    ]);
  });

  it('HI-5: is kept on request', async () => {
    const { session, play } = await connectSession();
    const kept = keepAudio(session);
    await play(...answer(story));
    expect(kept.audioOf('item_A1')).toEqual({ samples: ramp(24_000), sampleRate: 24_000 });
    expect(kept.audioOf('item_A2')).toBeUndefined();

    kept.stop();
    await play(...answer({ ...story, responseId: 'resp_2', itemId: 'item_A2' }));
    expect(kept.audioOf('item_A2')).toBeUndefined();
    expect(kept.audioOf('item_A1')).toBeDefined();
  });

  it('of an answer that was cut off is kept as far as it was heard, and not at all when it was deleted', async () => {
    const { session, play } = await connectSession();
    const kept = keepAudio(session);
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    await play(speechStarted('item_U1'), ...answerEnd(story, 'cancelled'));
    expect(kept.audioOf('item_A1')?.samples).toEqual(ramp(12_000));
    await play({ type: 'conversation.item.deleted', event_id: 'event_d', item_id: 'item_A1' });
    expect(kept.audioOf('item_A1')).toBeUndefined();
  });

  it('is kept for ten minutes of it, the newest', async () => {
    const { session, play } = await connectSession();
    const kept = keepAudio(session);
    const audioMs = 60_000;
    for (let index = 1; index <= 11; index += 1) {
      await play(...answer({ responseId: `resp_${index}`, itemId: `item_${index}`, text: 'Long', audioMs }));
    }
    expect(kept.audioOf('item_1')).toBeUndefined();
    expect(kept.audioOf('item_2')?.samples).toHaveLength(60 * 24_000);
    expect(kept.audioOf('item_11')?.samples).toHaveLength(60 * 24_000);
  });
});
