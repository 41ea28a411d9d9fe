import { describe, expect, test } from 'vitest';
import type { BrainContext } from '#engine/stages.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import type { ResponseParams } from '#shared/wire/response.ts';
import { append, loud, ofType, typesOf, userText } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';
import { pushToTalk, respond, SPOKEN_ANSWER } from '../support/sequences.ts';

const create = (response: ResponseParams): ClientEvent => ({ type: 'response.create', response });

describe('an out-of-band response (§8.8)', () => {
  test('echoes its metadata and leaves the conversation alone', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(
      userText('hello'),
      create({ conversation: 'none', output_modalities: ['text'], metadata: { purpose: 'title' } }),
    );
    const events = (await client.takeUntil('response.done')).slice(2);
    expect(typesOf(events)).toEqual([
      'response.created',
      'rate_limits.updated',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.done',
    ]);
    for (const { response } of [...ofType(events, 'response.created'), ...ofType(events, 'response.done')]) {
      expect(response).toMatchObject({ conversation_id: null, metadata: { purpose: 'title' } });
    }
    client.send(respond);
    await client.takeUntil('response.done');
    expect(world.brain.contexts[1]?.items).toHaveLength(1);
  });

  test('runs beside the response of the conversation', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    const gate = tts.hold();
    client.send(userText('hello'), respond);
    await client.next('response.output_audio.delta');
    client.send(create({ conversation: 'none', output_modalities: ['text'] }));
    expect((await client.next('response.done')).response.conversation_id).toBeNull();
    gate.resolve();
    expect((await client.next('response.done')).response.conversation_id).toMatch(/^conv_/);
  });

  test('is refused when too many run at once', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    tts.hold();
    for (let count = 0; count < 5; count += 1) client.send(create({ conversation: 'none', input: [] }));
    expect((await client.next('error')).error.code).toBe('hark_engine_busy');
    expect(ofType(await client.settled(), 'response.created')).toHaveLength(4);
  });
});

describe('the parameters of a response', () => {
  test('override the session for this response only', async () => {
    await using world = await startClient();
    const { client, brain, tts } = world;
    const tool = { type: 'function', name: 'a' } as const;
    client.send(
      {
        type: 'session.update',
        session: {
          type: 'realtime',
          instructions: 'Session.',
          audio: { output: { voice: 'slt', speed: 1.25 } },
        },
      },
      userText('hello'),
      create({
        instructions: 'Only now.',
        tools: [tool],
        tool_choice: 'required',
        audio: { output: { voice: { id: 'voice_1' }, format: { type: 'audio/pcmu' } } },
        max_output_tokens: 100,
      }),
    );
    const events = await client.takeUntil('response.done');
    expect(brain.contexts[0]).toMatchObject({
      instructions: 'Only now.',
      tools: [tool],
      toolChoice: 'required',
    });
    expect(tts.spoken[0]).toMatchObject({ voice: 'voice_1', speed: 1.25 });
    expect(ofType(events, 'response.created')[0]?.response).toMatchObject({
      max_output_tokens: 100,
      audio: { output: { voice: { id: 'voice_1' }, format: { type: 'audio/pcmu' } } },
    });
    client.send(respond);
    await client.takeUntil('response.done');
    expect(brain.contexts[1]).toMatchObject({ instructions: 'Session.', tools: [], toolChoice: 'auto' });
    expect(tts.spoken[1]).toMatchObject({ voice: 'slt' });
  });

  test('give the response a context of its own: items and references', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    client.send(
      userText('first', 'item_1'),
      userText('second', 'item_2'),
      create({
        input: [
          { type: 'item_reference', id: 'item_2' },
          { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'third' }] },
        ],
      }),
    );
    await client.takeUntil('response.done');
    expect(brain.contexts[0]?.items).toMatchObject([
      { id: 'item_2' },
      { content: [{ type: 'input_text', text: 'third' }] },
    ]);
  });

  test('are fixed when it is created: a later session.update does not touch it', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    const go = createDeferred<void>();
    brain.scriptAnswer(async function* () {
      await go.promise;
      yield { type: 'say', text: 'Done.' };
    });
    client.send(userText('hello'), respond, {
      type: 'session.update',
      session: { type: 'realtime', output_modalities: ['text'] },
    });
    await client.next('session.updated');
    go.resolve();
    const events = await client.takeUntil('response.done');
    expect(typesOf(events)).toContain('response.output_audio.delta');
  });
});

describe('what a response is to answer', () => {
  const output = (id: string): ClientEvent => ({
    type: 'conversation.item.create',
    item: { type: 'function_call_output', call_id: id, output: '{"speech":"Done."}' },
  });
  const call = (id: string): ClientEvent => ({
    type: 'conversation.item.create',
    item: { type: 'function_call', call_id: id, name: 'open', arguments: '{}' },
  });
  const itemsOf = (context: BrainContext | undefined): readonly string[] =>
    context?.items.map((item) => (item.type === 'message' ? item.role : item.type)) ?? [];

  const announcement = create({ input: [] });

  /** What the brain is shown when, after all of this, it is asked to answer. */
  async function shownAfter(...events: readonly ClientEvent[]): Promise<BrainContext | undefined> {
    await using world = await startClient();
    for (const event of [...events, respond]) {
      world.client.send(event);
      if (event.type === 'response.create') await world.client.takeUntil('response.done');
    }
    return world.brain.contexts.at(-1);
  }

  test('is the output of a tool that came before the words of an announcement', async () => {
    const shown = await shownAfter(userText('open it'), call('call_1'), output('call_1'), announcement);
    expect(itemsOf(shown)).toEqual(['assistant', 'user', 'function_call', 'function_call_output']);
  });

  test('is what the person said before an announcement', async () => {
    const shown = await shownAfter(userText('hello'), respond, userText('open it'), announcement);
    expect(itemsOf(shown)).toEqual(['user', 'assistant', 'assistant', 'user']);
  });

  test('is told with how surely it was heard, also before an announcement', async () => {
    const shown = await shownAfter(
      pushToTalk,
      append(loud(200)),
      { type: 'input_audio_buffer.commit' },
      announcement,
    );
    expect(shown?.score).toBe(5);
  });

  test('is not what was answered, or what the person has talked past', async () => {
    const answered = [userText('open it'), call('call_1'), output('call_1'), respond];
    expect(itemsOf(await shownAfter(...answered)).at(-1)).toBe('assistant');
    const talkedPast = await shownAfter(...answered, call('call_2'), output('call_2'), userText('hello'));
    expect(itemsOf(talkedPast).at(-1)).toBe('user');
  });

  test('is not asked for anew by a response to chosen items of the conversation', async () => {
    const chosen = create({ input: [{ type: 'item_reference', id: 'question' }] });
    expect(itemsOf(await shownAfter(userText('hello', 'question'), chosen))).toEqual(['user', 'assistant']);
  });
});

describe('a response', () => {
  test('counts what it read and said', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(userText('what time is it'), respond);
    const events = await client.takeUntil('response.done');
    expect(ofType(events, 'response.created')[0]?.response.usage).toBeNull();
    expect(ofType(events, 'response.done')[0]?.response.usage).toMatchObject({
      input_tokens: 4,
      output_tokens: 15,
      total_tokens: 19,
      input_token_details: { text_tokens: 4, audio_tokens: 0, cached_tokens: 0 },
      output_token_details: { text_tokens: 5, audio_tokens: 10 },
    });
  });

  test('fails with a reason when the voice fails, and the next one works', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    tts.error = new Error('The speech synthesiser stopped unexpectedly.');
    client.send(userText('hello'), respond);
    const events = await client.takeUntil('response.done');
    expect(typesOf(events)).not.toContain('error');
    expect(ofType(events, 'response.done')[0]?.response).toMatchObject({
      status: 'failed',
      status_details: { error: { code: 'hark_stage_failed', message: tts.error.message } },
      output: [{ status: 'incomplete' }],
    });
    tts.error = undefined;
    client.send(respond);
    const next = await client.takeUntil('response.done');
    expect(typesOf(next)).toEqual(SPOKEN_ANSWER);
  });

  test('of a brain that says nothing is completed and empty', async () => {
    await using world = await startClient();
    world.brain.script();
    world.client.send(userText('hello'), respond);
    const { response } = await world.client.next('response.done');
    expect(response).toMatchObject({ status: 'completed', output: [] });
  });

  test('never crosses a second one in the conversation', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    tts.hold();
    client.send(userText('hello'), respond);
    const { response } = await client.next('response.created');
    client.send({ type: 'response.create', event_id: 'second' });
    const { error } = await client.next('error');
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'conversation_already_has_active_response',
      event_id: 'second',
    });
    expect(error.message).toContain(response.id);
  });
});
