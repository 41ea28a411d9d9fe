import { describe, expect, test } from 'vitest';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import type { Item } from '#shared/wire/items.ts';
import { append, loud, ofType, typesOf, userText } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';
import { pushToTalk, respond } from '../support/sequences.ts';

const create = (item: Item, previous_item_id?: string): ClientEvent => ({
  type: 'conversation.item.create',
  event_id: 'mine',
  item,
  ...(previous_item_id === undefined ? {} : { previous_item_id }),
});
const user = (id: string): Item => ({ id, type: 'message', role: 'user', content: [] });

describe('conversation.item.create', () => {
  test.each<[string, string | undefined, (string | null)[]]>([
    ['at the end', undefined, ['b', 'a', null]],
    ['at the front', 'root', [null, 'a', null]],
    ['after an item', 'a', ['a', 'a', null]],
  ])('puts the item %s and says what is before it', async (_title, after, [previous]) => {
    await using world = await startClient();
    world.client.send(create(user('a')), create(user('b')), create(user('c'), after));
    const events = await world.client.settled();
    const placed = events.filter((event) => 'item' in event && event.item.id === 'c');
    expect(typesOf(placed)).toEqual(['conversation.item.added', 'conversation.item.done']);
    for (const event of placed) expect(event).toMatchObject({ previous_item_id: previous });
  });

  test('fills in what the client left out', async () => {
    await using world = await startClient();
    world.client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call', name: 'a', arguments: '{}' },
    });
    const { item } = await world.client.next('conversation.item.added');
    expect(item).toMatchObject({
      id: expect.stringMatching(/^item_/),
      object: 'realtime.item',
      status: 'completed',
      call_id: expect.stringMatching(/^call_/),
    });
  });

  test('replays a history: user, assistant, call and output', async () => {
    await using world = await startClient();
    world.client.send(
      userText('what time is it'),
      create({ type: 'function_call', call_id: 'call_1', name: 'get_time', arguments: '{}' }),
      create({ type: 'function_call_output', call_id: 'call_1', output: 'ten' }),
      create({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Ten.' }] }),
      create({ type: 'message', role: 'system', content: [{ type: 'input_text', text: 'Note.' }] }),
    );
    expect(ofType(await world.client.settled(), 'error')).toEqual([]);
  });

  test.each<[string, Item, string, string]>([
    ['an id that is taken', user('a'), 'invalid_value', 'item.id'],
    ['an id above 32 characters', user('x'.repeat(33)), 'string_above_max_length', 'item.id'],
    ['an empty id', user(''), 'invalid_value', 'item.id'],
    [
      'an output of an unknown call',
      { type: 'function_call_output', call_id: 'call_0', output: '' },
      'invalid_tool_call_id',
      'item.call_id',
    ],
    [
      'assistant audio',
      { type: 'message', role: 'assistant', content: [{ type: 'output_audio', transcript: 'x' }] },
      'invalid_value',
      'item.content.0.type',
    ],
    [
      'an item only servers make',
      { type: 'mcp_list_tools', server_label: 'x', tools: [] },
      'invalid_value',
      'item.type',
    ],
    [
      'audio that is not base64',
      { type: 'message', role: 'user', content: [{ type: 'input_audio', audio: '?' }] },
      'invalid_value',
      'audio',
    ],
  ])('refuses %s and adds nothing', async (_title, item, code, param) => {
    await using world = await startClient();
    world.client.send(create(user('a')), create(item));
    const events = await world.client.settled();
    expect(typesOf(events)).toEqual(['conversation.item.added', 'conversation.item.done', 'error']);
    expect(events[2]).toMatchObject({ error: { code, param, event_id: 'mine' } });
  });

  test('refuses an item after one that does not exist', async () => {
    await using world = await startClient();
    world.client.send(create(user('a'), 'nobody'));
    expect(await world.client.settled()).toMatchObject([
      { error: { code: 'item_create_invalid_item_id', param: 'previous_item_id', event_id: 'mine' } },
    ]);
  });

  test('recognises audio that comes without words and keeps its bytes to itself', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    const audio = loud(500);
    client.send(
      create({ id: 'a', type: 'message', role: 'user', content: [{ type: 'input_audio', audio }] }),
      respond,
      { type: 'conversation.item.retrieve', item_id: 'a' },
    );
    const { item } = await client.next('conversation.item.added');
    expect(item).toMatchObject({ content: [{ type: 'input_audio', transcript: null }] });
    expect(JSON.stringify(item)).not.toContain(audio);
    await client.next('response.done');
    expect(brain.contexts[0]).toMatchObject({
      score: 5,
      items: [{ content: [{ transcript: 'what time is it' }] }],
    });
    expect((await client.next('conversation.item.retrieved')).item).toMatchObject({ content: [{ audio }] });
  });

  test('takes the words of audio that comes with them', async () => {
    await using world = await startClient();
    const part = { type: 'input_audio', audio: loud(500), transcript: 'hello' } as const;
    world.client.send(create({ type: 'message', role: 'user', content: [part] }), respond);
    await world.client.takeUntil('response.done');
    expect(world.stt.heard).toEqual([]);
    expect(world.brain.contexts[0]?.items).toMatchObject([{ content: [{ transcript: 'hello' }] }]);
  });
});

describe('conversation.item.retrieve', () => {
  test('gives the audio the user spoke, sample by sample', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(pushToTalk, append(loud(500)), { type: 'input_audio_buffer.commit' });
    const { item_id } = await client.next('input_audio_buffer.committed');
    client.send({ type: 'conversation.item.retrieve', item_id });
    expect((await client.next('conversation.item.retrieved')).item).toMatchObject({
      status: 'completed',
      content: [{ type: 'input_audio', transcript: 'what time is it', audio: loud(500) }],
    });
  });
});

describe('conversation.item.delete', () => {
  test('takes the item out of what the brain sees', async () => {
    await using world = await startClient();
    const { client, brain } = world;
    client.send(
      userText('one', 'a'),
      userText('two', 'b'),
      { type: 'conversation.item.delete', item_id: 'a' },
      respond,
    );
    const events = await client.takeUntil('response.done');
    expect(ofType(events, 'conversation.item.deleted')).toMatchObject([{ item_id: 'a' }]);
    expect(brain.contexts[0]?.items).toMatchObject([{ id: 'b' }]);
  });
});
