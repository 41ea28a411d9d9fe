import { describe, expect, test } from 'vitest';
import { append, loud, ofType, silence, typesOf } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';
import { pushToTalk, respond, SPOKEN_ANSWER, transcribed } from '../support/sequences.ts';

describe('push-to-talk (§8.4)', () => {
  test('has its events in order', async () => {
    await using world = await startClient();
    world.client.send(
      pushToTalk,
      transcribed,
      { type: 'input_audio_buffer.clear' },
      append(loud(480)),
      append(loud(20)),
      { type: 'input_audio_buffer.commit' },
      respond,
    );
    const events = await world.client.takeUntil('response.done');
    const transcription = typesOf(events).filter((type) => type.includes('transcription'));
    expect(transcription).toEqual([
      'conversation.item.input_audio_transcription.delta',
      'conversation.item.input_audio_transcription.completed',
    ]);
    expect(typesOf(events).filter((type) => !type.includes('transcription'))).toEqual([
      'session.updated',
      'session.updated',
      'input_audio_buffer.cleared',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      ...SPOKEN_ANSWER,
    ]);
    expect(world.stt.heard).toEqual([24 * 500]);
  });

  test('hears while the key is held, before the commit', async () => {
    await using world = await startClient();
    world.client.send(pushToTalk, append(loud(480)));
    await world.client.settled();
    expect(world.stt.heard).toEqual([24 * 480]);
  });

  test('says nothing about an item the client does not know yet', async () => {
    await using world = await startClient();
    const { client, stt } = world;
    client.send(pushToTalk, transcribed, append(loud(480)));
    await client.settled();
    stt.partial('what time');
    stt.partial('what time');
    expect(await client.settled()).toEqual([]);
    client.send({ type: 'input_audio_buffer.commit' });
    const delta = await client.next('conversation.item.input_audio_transcription.delta');
    expect(delta.delta).toBe('what time is it');
  });

  test('forgets what was said before a clear', async () => {
    await using world = await startClient();
    const { client, stt } = world;
    client.send(pushToTalk, append(loud(900)), { type: 'input_audio_buffer.clear' }, append(loud(200)), {
      type: 'input_audio_buffer.commit',
    });
    await client.settled();
    expect(stt.cancelled).toBe(1);
    expect(stt.heard).toEqual([24 * 900, 24 * 200]);
  });

  test('never makes turns by itself, nor interrupts', async () => {
    await using world = await startClient();
    world.client.send(pushToTalk, append(loud(992)), append(silence(2000)));
    expect(typesOf(await world.client.settled())).toEqual(['session.updated']);
  });
});

describe('a manual commit while detection hears speech', () => {
  test('ends the turn early, without speech_stopped', async () => {
    await using world = await startClient();
    world.client.send(append(loud(500)), { type: 'input_audio_buffer.commit' });
    const events = await world.client.settled();
    expect(typesOf(events)).toEqual([
      'input_audio_buffer.speech_started',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
    ]);
    const [started] = ofType(events, 'input_audio_buffer.speech_started');
    expect(ofType(events, 'input_audio_buffer.committed')[0]?.item_id).toBe(started?.item_id);
  });
});
