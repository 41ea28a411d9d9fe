import { describe, expect, test } from 'vitest';
import { createDeferred } from '#shared/base/deferred.ts';
import { append, loud, ofType, silence, typesOf } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';
import { crash } from '../support/fake-stages.ts';
import { transcribed } from '../support/sequences.ts';

describe('the transcription of a user item', () => {
  test('streams words while they are spoken and ends with the whole text', async () => {
    await using world = await startClient();
    const { client, stt } = world;
    client.send(transcribed, append(loud(992)));
    await client.settled();
    stt.partial('what');
    stt.partial('what time');
    stt.partial('what time is');
    client.send(append(silence(1000)));
    const events = await client.takeUntil('response.done');
    const [started] = ofType(events, 'input_audio_buffer.speech_started');
    const type = 'conversation.item.input_audio_transcription';
    expect(ofType(events, `${type}.delta`).map(({ delta }) => delta)).toEqual(['what', ' time', ' is it']);
    expect(ofType(events, `${type}.completed`)).toMatchObject([
      {
        item_id: started?.item_id ?? ofType(events, 'input_audio_buffer.committed')[0]?.item_id,
        content_index: 0,
        transcript: 'what time is it',
        usage: { type: 'duration', seconds: 1.504 },
      },
    ]);
  });

  test('is not sent when the session does not ask for it, though the brain has the words', async () => {
    await using world = await startClient();
    world.client.send(append(loud(992)), append(silence(1000)));
    const events = await world.client.takeUntil('response.done');
    expect(typesOf(events).filter((type) => type.includes('transcription'))).toEqual([]);
  });

  test('is completed with an empty text when nothing was heard', async () => {
    await using world = await startClient();
    world.stt.script({ text: '', score: Number.NEGATIVE_INFINITY });
    world.client.send(transcribed, append(loud(992)), append(silence(1000)));
    const { transcript } = await world.client.next('conversation.item.input_audio_transcription.completed');
    expect(transcript).toBe('');
  });

  test('fails as unintelligible when the recogniser crashes, and the session goes on', async () => {
    await using world = await startClient();
    const { client, stt } = world;
    stt.script(crash());
    client.send(transcribed, append(loud(992)), append(silence(1000)));
    const failed = await client.next('conversation.item.input_audio_transcription.failed');
    expect(failed.error.code).toBe('audio_unintelligible');
    await client.takeUntil('response.done');
    client.send(append(loud(992)), append(silence(1000)));
    const completed = await client.next('conversation.item.input_audio_transcription.completed');
    expect(completed.transcript).toBe('what time is it');
  });

  test('never holds a response up longer than the recogniser takes', async () => {
    await using world = await startClient();
    const { client, stt } = world;
    const answer = createDeferred<{ text: string; score: number }>();
    stt.script(answer);
    client.send(transcribed, append(loud(992)), append(silence(1000)));
    await client.next('response.created');
    expect(world.brain.contexts).toEqual([]);
    answer.resolve({ text: 'stop', score: 3 });
    await client.next('response.done');
    expect(world.brain.contexts[0]?.items).toMatchObject([{ content: [{ transcript: 'stop' }] }]);
  });
});
