import { describe, expect, test } from 'vitest';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import { ofType, typesOf, userText } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';
import { respond, SPOKEN_ANSWER } from '../support/sequences.ts';

describe('a text turn (§8.2)', () => {
  test('has its events in order', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(
      { type: 'session.update', session: { type: 'realtime', output_modalities: ['text'] } },
      userText('what time is it'),
      respond,
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
      output_modalities: ['text'],
      output: [{ role: 'assistant', content: [{ type: 'output_text', text: 'It is ten past two.' }] }],
    });
    expect(world.tts.spoken).toEqual([]);
  });

  test('can be answered aloud', async () => {
    await using world = await startClient();
    world.client.send(userText('what time is it'), respond);
    const events = await world.client.takeUntil('response.done');
    expect(typesOf(events).slice(2)).toEqual(SPOKEN_ANSWER);
    expect(world.tts.spoken).toEqual([{ text: 'It is ten past two.', voice: 'marin', speed: 1 }]);
  });
});

describe('a function call (§8.5)', () => {
  const CALL = [
    'response.output_item.added',
    'conversation.item.added',
    'response.function_call_arguments.delta',
    'response.function_call_arguments.done',
    'conversation.item.done',
    'response.output_item.done',
  ];

  test('goes out, its output comes back, and the next response sees both', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    brain.script({ type: 'call', name: 'get_time', arguments: '{"zone":"UTC"}' });
    client.send(userText('what time is it', 'item_user'), respond);
    const events = await client.takeUntil('response.done');
    expect(typesOf(events).slice(2)).toEqual([
      'response.created',
      'rate_limits.updated',
      ...CALL,
      'response.done',
    ]);
    const [opened] = ofType(events, 'response.output_item.added');
    expect(opened?.item).toMatchObject({ type: 'function_call', status: 'in_progress', arguments: '' });
    const [done] = ofType(events, 'response.output_item.done');
    expect(done?.item).toMatchObject({ status: 'completed', name: 'get_time', arguments: '{"zone":"UTC"}' });
    const [args] = ofType(events, 'response.function_call_arguments.done');
    expect(args).toMatchObject({ name: 'get_time', arguments: '{"zone":"UTC"}' });

    const call_id = args?.call_id ?? '';
    const output: ClientEvent = {
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id, output: 'ten past two' },
    };
    client.send(output, respond);
    const answer = await client.takeUntil('response.done');
    expect(typesOf(answer)).toEqual(['conversation.item.added', 'conversation.item.done', ...SPOKEN_ANSWER]);
    expect(brain.contexts[1]?.items).toMatchObject([
      { id: 'item_user' },
      { type: 'function_call', call_id },
      { type: 'function_call_output', output: 'ten past two' },
    ]);
  });

  test('may follow a spoken preamble and stand beside other calls', async () => {
    await using world = await startClient();
    world.brain.script(
      { type: 'say', text: 'One moment.' },
      { type: 'call', name: 'a', arguments: '{}' },
      { type: 'call', name: 'b', arguments: '{}' },
    );
    world.client.send(userText('both'), respond);
    const events = await world.client.takeUntil('response.done');
    expect(typesOf(events).slice(2)).toEqual([
      ...SPOKEN_ANSWER.slice(0, -1),
      ...CALL,
      ...CALL,
      'response.done',
    ]);
    expect(ofType(events, 'response.output_item.done').map(({ output_index }) => output_index)).toEqual([
      0, 1, 2,
    ]);
    expect(ofType(events, 'response.done')[0]?.response.output).toMatchObject([
      { type: 'message' },
      { name: 'a' },
      { name: 'b' },
    ]);
  });
});
