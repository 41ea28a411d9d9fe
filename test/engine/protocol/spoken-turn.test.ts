import { describe, expect, test } from 'vitest';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import { append, loud, ofType, silence, sound, typesOf } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';
import { input, SPOKEN_ANSWER, USER_TURN } from '../support/sequences.ts';

describe('a spoken turn with server_vad (§8.3)', () => {
  test('has its events in order, with one id for the user item', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(append(silence(992)), append(loud(1504)), append(silence(1000)));
    const events = await client.takeUntil('response.done');
    expect(typesOf(events)).toEqual([...USER_TURN, ...SPOKEN_ANSWER]);
    const [started] = ofType(events, 'input_audio_buffer.speech_started');
    const [stopped] = ofType(events, 'input_audio_buffer.speech_stopped');
    const [committed] = ofType(events, 'input_audio_buffer.committed');
    const [user] = ofType(events, 'conversation.item.added');
    expect(started?.audio_start_ms).toBe(992 - 300);
    expect(stopped?.audio_end_ms).toBe(2496 + 512);
    expect([stopped?.item_id, committed?.item_id, user?.item.id]).toEqual(Array(3).fill(started?.item_id));
    expect(committed?.previous_item_id).toBeNull();
    expect(user?.item).toMatchObject({
      status: 'completed',
      content: [{ type: 'input_audio', transcript: null }],
    });
  });

  test('gives the recogniser exactly the turn with its padding, and the brain its words and score', async () => {
    await using world = await startClient();
    world.client.send(append(silence(992)), append(loud(1504)), append(silence(1000)));
    await world.client.takeUntil('response.done');
    expect(world.stt.heard).toEqual([24 * (2496 + 512 - 692)]);
    expect(world.brain.contexts[0]).toMatchObject({
      score: 5,
      items: [{ content: [{ type: 'input_audio', transcript: 'what time is it' }] }],
    });
  });

  test.each([1, 7, 20, 33, 100])('is found in the same place in chunks of %i ms', async (chunkMs) => {
    await using world = await startClient();
    const whole = Buffer.concat(
      [silence(992), loud(1504), silence(1000)].map((part) => Buffer.from(part, 'base64')),
    );
    for (let at = 0; at < whole.length; at += 48 * chunkMs) {
      world.client.send(append(whole.subarray(at, at + 48 * chunkMs).toString('base64')));
    }
    const events = await world.client.takeUntil('response.done');
    expect(ofType(events, 'input_audio_buffer.speech_started')[0]?.audio_start_ms).toBe(692);
    expect(ofType(events, 'input_audio_buffer.speech_stopped')[0]?.audio_end_ms).toBe(3008);
  });

  test('answers the deltas whole: transcript and audio add up to what is done', async () => {
    await using world = await startClient();
    world.brain.script({ type: 'say', text: 'Well, it is late.' }, { type: 'say', text: 'Good night!' });
    world.client.send(append(loud(992)), append(silence(1000)));
    const events = await world.client.takeUntil('response.done');
    const words = ofType(events, 'response.output_audio_transcript.delta').map(({ delta }) => delta);
    expect(words).toEqual(['Well, ', 'it is late.', ' Good night!']);
    expect(ofType(events, 'response.output_audio_transcript.done')[0]?.transcript).toBe(words.join(''));
    const audio = ofType(events, 'response.output_audio.delta').map(({ delta }) =>
      Buffer.from(delta, 'base64'),
    );
    expect(Buffer.concat(audio)).toHaveLength(6 * 4800);
    expect(JSON.stringify(ofType(events, 'response.done'))).not.toContain('"audio":"');
  });

  test.each([
    ['no prefix padding starts at the onset', 0, 992],
    ['a short padding starts before it', 100, 892],
    ['a long padding is cut at the start of the session', 2000, 0],
  ])('%s', async (_title, prefix_padding_ms, startMs) => {
    await using world = await startClient();
    world.client.send(
      input({ turn_detection: { type: 'server_vad', prefix_padding_ms } }),
      append(silence(992)),
      append(loud(992)),
      append(silence(1000)),
    );
    const events = await world.client.takeUntil('response.done');
    expect(ofType(events, 'input_audio_buffer.speech_started')[0]?.audio_start_ms).toBe(startMs);
  });

  test.each([
    [0.3, true],
    [0.5, false],
  ])('with a threshold of %f hears what is 0.4 probable: %s', async (threshold, heard) => {
    await using world = await startClient();
    world.client.send(input({ turn_detection: { type: 'server_vad', threshold } }), append(sound(992, 3277)));
    const types = typesOf(await world.client.settled());
    expect(types.includes('input_audio_buffer.speech_started')).toBe(heard);
  });

  test('keeps a turn open while speech is only a little less probable', async () => {
    await using world = await startClient();
    world.client.send(append(loud(992)), append(sound(992, 3277)), append(silence(1000)));
    const events = await world.client.takeUntil('response.done');
    expect(ofType(events, 'input_audio_buffer.speech_stopped')[0]?.audio_end_ms).toBe(2 * 992 + 512);
  });

  test('waits for exactly the silence the session asks for', async () => {
    await using world = await startClient();
    world.client.send(
      input({ turn_detection: { type: 'server_vad', silence_duration_ms: 960 } }),
      append(loud(992)),
      append(silence(928)),
    );
    expect(typesOf(await world.client.settled())).not.toContain('input_audio_buffer.speech_stopped');
    world.client.send(append(silence(64)));
    const events = await world.client.takeUntil('response.done');
    expect(ofType(events, 'input_audio_buffer.speech_stopped')[0]?.audio_end_ms).toBe(992 + 960);
  });

  test('takes a click for no speech', async () => {
    await using world = await startClient();
    world.client.send(append(silence(320)), append(loud(30)), append(silence(1000)));
    expect(await world.client.settled()).toEqual([]);
  });

  test('creates no response when the session asks for none', async () => {
    await using world = await startClient();
    const detection = { type: 'server_vad', create_response: false, interrupt_response: false } as const;
    world.client.send(input({ turn_detection: detection }), append(loud(992)), append(silence(1000)));
    expect(typesOf(await world.client.settled())).toEqual(['session.updated', ...USER_TURN]);
  });
});

describe('a spoken turn with semantic_vad', () => {
  const semantic = (eagerness: 'low' | 'medium' | 'high' | 'auto'): ClientEvent =>
    input({ turn_detection: { type: 'semantic_vad', eagerness, create_response: false } });

  test.each([
    ['160 ms after a sentence nothing can continue', 'complete', 'auto', 160],
    ['500 ms after a sentence that could go on', 'complete_may_continue', 'auto', 512],
    ['1 s after half a sentence when eager', 'incomplete', 'high', 1024],
    ['1.5 s after half a sentence', 'incomplete', 'medium', 1504],
    ['3 s after half a sentence when patient', 'incomplete', 'low', 3008],
  ] as const)('ends %s', async (_title, completeness, eagerness, silenceMs) => {
    await using world = await startClient();
    world.brain.completenessOf = (partial) => (partial === 'what time is it' ? completeness : 'incomplete');
    world.client.send(semantic(eagerness), append(loud(992)));
    await world.client.settled();
    world.stt.partial('what time is it');
    world.client.send(append(silence(4000)));
    const events = await world.client.settled();
    expect(ofType(events, 'input_audio_buffer.speech_stopped')[0]?.audio_end_ms).toBe(992 + silenceMs);
  });
});
