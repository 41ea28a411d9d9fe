import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import {
  answer,
  ramp,
  speechStarted,
  speechStopped,
  transcribed,
  userSpoke,
} from '../support/wire-script.ts';

describe('a spoken turn', () => {
  it('EV-1 EV-3: gives the audio decoded and the words of both sides as they arrive', async () => {
    const { play, of, session } = await connectSession();
    await play(
      speechStarted('item_U1'),
      speechStopped('item_U1'),
      ...userSpoke('item_U1', null),
      ...answer({
        responseId: 'resp_1',
        itemId: 'item_A1',
        previousItemId: 'item_U1',
        text: 'It is noon.',
        audioMs: 100,
      }),
      transcribed('item_U1', 'what time is it'),
    );

    expect(
      of('audio').map(({ itemId, contentIndex, responseId, samples, sampleRate }) => ({
        itemId,
        contentIndex,
        responseId,
        samples,
        sampleRate,
      })),
    ).toEqual([
      { itemId: 'item_A1', contentIndex: 0, responseId: 'resp_1', samples: ramp(2400), sampleRate: 24_000 },
    ]);
    expect(of('audio_end')).toMatchObject([{ itemId: 'item_A1', responseId: 'resp_1' }]);
    expect(of('transcript').map(({ role, delta, text, final }) => ({ role, delta, text, final }))).toEqual([
      { role: 'assistant', delta: 'It is noon.', text: 'It is noon.', final: false },
      { role: 'assistant', delta: '', text: 'It is noon.', final: true },
      { role: 'user', delta: '', text: 'what time is it', final: true },
    ]);
    expect(of('agent_start')).toMatchObject([{ agent: { name: 'Tester' } }]);
    expect(of('agent_end')).toMatchObject([{ output: 'It is noon.' }]);
    expect(session.history).toMatchObject([
      { itemId: 'item_U1', role: 'user', content: [{ type: 'input_audio', transcript: 'what time is it' }] },
      {
        itemId: 'item_A1',
        role: 'assistant',
        content: [{ type: 'output_audio', transcript: 'It is noon.' }],
      },
    ]);
    expect(of('error')).toEqual([]);
  });

  it('EV-3: words stand where the server puts their items, whatever comes first', async () => {
    const { play, of, session } = await connectSession();
    const spoken = { responseId: 'resp_1', itemId: 'item_A1', previousItemId: 'item_U1', audioMs: 20 };
    await play(
      transcribed('item_U2', 'and tomorrow?'),
      ...answer({ ...spoken, text: 'Rain.' }),
      transcribed('item_U1', 'how is the weather'),
      ...userSpoke('item_U2', 'item_A1'),
      ...userSpoke('item_U1', null),
    );
    expect(
      of('transcript')
        .filter(({ final }) => final)
        .map(({ itemId, text }) => [itemId, text]),
    ).toEqual([
      ['item_U2', 'and tomorrow?'],
      ['item_A1', 'Rain.'],
      ['item_U1', 'how is the weather'],
    ]);
    expect(session.history.map(({ itemId }) => itemId)).toEqual(['item_U1', 'item_A1', 'item_U2']);
    expect(session.history).toMatchObject([
      { content: [{ transcript: 'how is the weather' }] },
      { content: [{ transcript: 'Rain.' }] },
      { content: [{ transcript: 'and tomorrow?' }] },
    ]);
  });
});
