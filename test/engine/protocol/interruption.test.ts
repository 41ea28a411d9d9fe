import { describe, expect, test } from 'vitest';
import { append, loud, ofType, silence, typesOf, userText } from '../support/engine-client.ts';
import { type ClientWorld, startClient } from '../support/engine-world.ts';
import { input, respond, SPOKEN_ANSWER } from '../support/sequences.ts';

/** How an answer ends: from its last sound on. */
const CLOSING = SPOKEN_ANSWER.slice(SPOKEN_ANSWER.indexOf('response.output_audio.done'));

/** A response that has sent its first sound and holds there. Answers its item's id. */
async function startSpeaking({ client, tts }: ClientWorld): Promise<string> {
  tts.hold();
  client.send(userText('what time is it'), respond);
  const events = await client.takeUntil('response.output_audio.delta');
  const item = ofType(events, 'response.output_item.added')[0]?.item;
  return item?.id ?? '';
}

describe('speech over an answer (§8.6)', () => {
  test('cancels it after speech_started and before the new turn is committed', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    await startSpeaking(world);
    tts.gate?.resolve();
    tts.gate = undefined;
    tts.hold();
    client.send(append(loud(992)), append(silence(1000)));
    const events = await client.settled();
    const types = typesOf(events);
    const cancelled = types.indexOf('response.done');
    expect(types.indexOf('input_audio_buffer.speech_started')).toBeLessThan(
      types.indexOf('response.output_audio.done'),
    );
    expect(cancelled).toBeLessThan(types.indexOf('input_audio_buffer.speech_stopped'));
    expect(types.filter((type) => CLOSING.includes(type)).slice(0, 6)).toEqual(CLOSING);
    expect(ofType(events, 'response.done')[0]?.response).toMatchObject({
      status: 'cancelled',
      status_details: { type: 'cancelled', reason: 'turn_detected' },
      output: [{ status: 'incomplete', content: [{ transcript: 'It is ten past two.' }] }],
    });
    expect(types).toContain('response.created');
  });

  test('leaves it alone when the session says so, and then answers nothing to the new turn', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    const detection = { type: 'server_vad', interrupt_response: false } as const;
    client.send(input({ turn_detection: detection }));
    await startSpeaking(world);
    client.send(append(loud(992)), append(silence(1000)));
    const types = typesOf(await client.settled());
    expect(types).toContain('input_audio_buffer.committed');
    expect(types).not.toContain('response.created');
    tts.gate?.resolve();
    const events = await client.takeUntil('response.done');
    expect(ofType(events, 'response.done')[0]?.response.status).toBe('completed');
  });

  test('never touches an out-of-band response', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    const gate = tts.hold();
    client.send({ type: 'response.create', response: { conversation: 'none', input: [] } });
    await client.takeUntil('response.output_audio.delta');
    client.send(append(loud(992)));
    expect(typesOf(await client.settled())).toEqual(['input_audio_buffer.speech_started']);
    gate.resolve();
    const events = await client.takeUntil('response.done');
    expect(ofType(events, 'response.done')[0]?.response.status).toBe('completed');
  });
});

describe('response.cancel (§8.7)', () => {
  test('closes what is open and ends the response at once', async () => {
    await using world = await startClient();
    await startSpeaking(world);
    world.client.send({ type: 'response.cancel' });
    const events = await world.client.settled();
    expect(typesOf(events)).toEqual(CLOSING);
    expect(ofType(events, 'response.done')[0]?.response).toMatchObject({
      status: 'cancelled',
      status_details: { type: 'cancelled', reason: 'client_cancelled' },
    });
  });

  test('stops a stale turn at every stage: nothing of it comes later', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    await startSpeaking(world);
    client.send({ type: 'response.cancel' });
    await client.settled();
    tts.gate?.resolve();
    expect(await client.settled()).toEqual([]);
  });

  test('gets in between two deltas of speech that is made at full speed', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    brain.script({ type: 'say', text: Array(2000).fill('word').join(' ') });
    client.send(userText('talk'), respond);
    await client.next('response.output_audio.delta');
    client.send({ type: 'response.cancel' });
    const events = await client.takeUntil('response.done');
    expect(ofType(events, 'response.done')[0]?.response.status).toBe('cancelled');
    expect(ofType(events, 'response.output_audio.delta').length).toBeLessThan(2000);
  });

  test('takes the response by its id, an out-of-band one too', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    tts.hold();
    client.send({ type: 'response.create', response: { conversation: 'none', input: [] } });
    const { response } = await client.next('response.created');
    await client.next('response.output_audio.delta');
    client.send({ type: 'response.cancel' }, { type: 'response.cancel', response_id: response.id });
    const { error } = await client.next('error');
    expect(error.code).toBe('response_cancel_not_active');
    const done = await client.next('response.done');
    expect(done.response).toMatchObject({ id: response.id, status: 'cancelled' });
  });

  test('makes room for the next response at once', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    await startSpeaking(world);
    tts.gate = undefined;
    client.send({ type: 'response.cancel' }, respond);
    const events = [
      ...(await client.takeUntil('response.done')),
      ...(await client.takeUntil('response.done')),
    ];
    expect(typesOf(events)).toEqual([...CLOSING, ...SPOKEN_ANSWER]);
  });

  test('before the first word ends the response without any item', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    brain.scriptAnswer(async function* (_context, signal) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield { type: 'say', text: 'Too late.' };
    });
    client.send(userText('think'), respond);
    await client.takeUntil('rate_limits.updated');
    client.send({ type: 'response.cancel' });
    const events = await client.settled();
    expect(typesOf(events)).toEqual(['response.done']);
    expect(ofType(events, 'response.done')[0]?.response).toMatchObject({ status: 'cancelled', output: [] });
  });
});

describe('truncation', () => {
  test('keeps the audio that was heard and the words it spoke', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    brain.script(
      { type: 'say', text: 'one two three four.' },
      { type: 'say', text: 'five six seven eight.' },
    );
    client.send(userText('count'), respond);
    const spoken = await client.takeUntil('response.done');
    const item_id = ofType(spoken, 'response.output_item.done')[0]?.item.id ?? '';
    client.send(
      { type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: 650 },
      { type: 'conversation.item.retrieve', item_id },
    );
    const events = await client.takeUntil('conversation.item.retrieved');
    expect(events[0]).toMatchObject({
      type: 'conversation.item.truncated',
      item_id,
      content_index: 0,
      audio_end_ms: 650,
    });
    const [retrieved] = ofType(events, 'conversation.item.retrieved');
    expect(retrieved?.item).toMatchObject({
      content: [{ type: 'output_audio', transcript: 'one two three four. five six' }],
    });
    const content = JSON.parse(JSON.stringify(retrieved?.item)).content[0];
    expect(Buffer.from(content.audio, 'base64')).toHaveLength(48 * 650);
  });

  test('takes unheard words out of what the brain sees, also of an answer that was cut off', async () => {
    await using world = await startClient();
    const { client, brain, tts } = world;
    const item_id = await startSpeaking(world);
    client.send(
      { type: 'response.cancel' },
      { type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: 40 },
    );
    expect(typesOf(await client.settled())).toContain('conversation.item.truncated');
    tts.gate = undefined;
    client.send(userText('again'), respond);
    await client.takeUntil('response.done');
    expect(brain.contexts[1]?.items[1]).toMatchObject({ status: 'incomplete' });
    expect(JSON.stringify(brain.contexts[1]?.items[1])).not.toContain('past two');
  });

  test('of an answer still in progress keeps what was heard at that moment', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    const item_id = await startSpeaking(world);
    client.send({ type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms: 0 });
    expect(typesOf(await client.settled())).toEqual(['conversation.item.truncated']);
    tts.gate?.resolve();
    await client.takeUntil('response.done');
    client.send({ type: 'conversation.item.retrieve', item_id });
    const { item } = await client.next('conversation.item.retrieved');
    expect(item).toMatchObject({ content: [{ transcript: '' }] });
  });

  test('can be repeated, each time shorter', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    brain.script({ type: 'say', text: 'one two three four.' });
    client.send(userText('count'), respond);
    const spoken = await client.takeUntil('response.done');
    const item_id = ofType(spoken, 'response.output_item.done')[0]?.item.id ?? '';
    for (const audio_end_ms of [300, 100]) {
      client.send({ type: 'conversation.item.truncate', item_id, content_index: 0, audio_end_ms });
    }
    client.send({ type: 'conversation.item.retrieve', item_id });
    const { item } = await client.next('conversation.item.retrieved');
    expect(item).toMatchObject({ content: [{ transcript: 'one' }] });
  });
});
