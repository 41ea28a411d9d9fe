import { describe, expect, test } from 'vitest';
import { append, loud, ofType, silence, typesOf, userText } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';

const SPOKEN_ANSWER = [
  'response.created',
  'rate_limits.updated',
  'response.output_item.added',
  'conversation.item.added',
  'response.content_part.added',
  'response.output_audio_transcript.delta',
  'response.output_audio.delta',
  'response.output_audio.done',
  'response.output_audio_transcript.done',
  'response.content_part.done',
  'conversation.item.done',
  'response.output_item.done',
  'response.done',
];

const _pushToTalk = {
  type: 'session.update',
  session: { type: 'realtime', audio: { input: { turn_detection: null, transcription: { model: 'm' } } } },
} as const;

describe('a text turn', () => {
  test('has the events of §8.2 in order', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(
      { type: 'session.update', session: { type: 'realtime', output_modalities: ['text'] } },
      userText('what time is it'),
      { type: 'response.create' },
    );
    const events = await client.takeUntil('response.done');
    expect(typesOf(events)).toEqual([
      'session.updated',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'rate_limits.updated',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'response.done',
    ]);
    expect(ofType(events, 'response.done')[0]?.response).toMatchObject({
      status: 'completed',
      output: [{ role: 'assistant', content: [{ type: 'output_text', text: 'It is ten past two.' }] }],
    });
  });
});

describe('a spoken turn', () => {
  test('has the events of §8.3 in order, with one id for the user item', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(append(silence(992)), append(loud(1504)), append(silence(1000)));
    const events = await client.takeUntil('response.done');
    expect(typesOf(events)).toEqual([
      'input_audio_buffer.speech_started',
      'input_audio_buffer.speech_stopped',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      ...SPOKEN_ANSWER,
    ]);
    const [started] = ofType(events, 'input_audio_buffer.speech_started');
    const [stopped] = ofType(events, 'input_audio_buffer.speech_stopped');
    const [committed] = ofType(events, 'input_audio_buffer.committed');
    const [user] = ofType(events, 'conversation.item.added');
    expect(started?.audio_start_ms).toBe(692);
    expect(stopped?.audio_end_ms).toBe(2496 + 512);
    expect([stopped?.item_id, committed?.item_id, user?.item.id]).toEqual(Array(3).fill(started?.item_id));
    expect(committed?.previous_item_id).toBeNull();
    expect(user?.item).toMatchObject({
      status: 'completed',
      content: [{ type: 'input_audio', transcript: null }],
    });
    expect(world.stt.heard).toEqual([24 * (2496 + 512 - 692)]);
    expect(world.brain.contexts[0]).toMatchObject({
      score: 5,
      items: [{ content: [{ type: 'input_audio', transcript: 'what time is it' }] }],
    });
  });
});
