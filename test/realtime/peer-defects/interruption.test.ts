import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import {
  answer,
  answerEnd,
  answerStart,
  audioDelta,
  ramp,
  responseCreated,
  speechStarted,
} from '../support/wire-script.ts';

const story = { responseId: 'resp_1', itemId: 'item_A1', text: 'One two three four', audioMs: 1_000 };

describe('interruptions where the peers fail', () => {
  it('peer defect 2: interrupt() cancels before the first audio', async () => {
    const { session, peer, play } = await connectSession();
    await play(responseCreated('resp_1'));
    session.interrupt();
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
  });

  it('peer defect 2: interrupt() cancels a written answer', async () => {
    const { session, peer, play, of } = await connectSession({
      config: { modelSettings: { outputModalities: ['text'] } },
    });
    const written = { ...story, audioMs: 0 };
    await play(...answerStart(written));
    session.interrupt();
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
    await play(...answerEnd({ ...written, text: 'One two three four five' }, 'cancelled'));
    expect(of('transcript').map(({ text }) => text)).toEqual(['One two three four']);
  });

  it('peer defect 3: late audio of a cancelled answer is never emitted', async () => {
    const { play, of } = await connectSession();
    await play(...answerStart(story), speechStarted('item_U1'));
    const before = of('audio').length;
    await play(audioDelta(story, ramp(480)), audioDelta(story, ramp(480)), ...answerEnd(story, 'cancelled'));
    expect(of('audio')).toHaveLength(before);
    await play(...answer({ responseId: 'resp_2', itemId: 'item_A2', text: 'Yes?', audioMs: 20 }));
    expect(of('audio').slice(before)).toMatchObject([{ itemId: 'item_A2' }]);
  });

  it('peer defect 12: the words are in the history while they come, and what was heard of them stays', async () => {
    const { session, play } = await connectSession();
    await play(...answerStart(story));
    expect(session.history).toMatchObject([{ content: [{ transcript: 'One two three four' }] }]);
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    await play(speechStarted('item_U1'), ...answerEnd({ ...story, text: '' }, 'cancelled'));
    expect(session.history).toMatchObject([{ interrupted: true, content: [{ transcript: 'One two' }] }]);
  });
});
