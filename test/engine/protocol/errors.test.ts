import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import { append, loud, typesOf, userText } from '../support/engine-client.ts';
import { startClient } from '../support/engine-world.ts';
import { pushToTalk, respond } from '../support/sequences.ts';

const commit: ClientEvent = { type: 'input_audio_buffer.commit', event_id: 'mine' };
const truncate = (item_id: string, audio_end_ms: number, content_index = 0): ClientEvent => ({
  type: 'conversation.item.truncate',
  event_id: 'mine',
  item_id,
  content_index,
  audio_end_ms,
});

describe('an event that cannot be obeyed (§9)', () => {
  test.each<[string, ClientEvent, string]>([
    [
      'cancel without a response',
      { type: 'response.cancel', event_id: 'mine' },
      'response_cancel_not_active',
    ],
    [
      'cancel of an unknown response',
      { type: 'response.cancel', event_id: 'mine', response_id: 'resp_0' },
      'response_cancel_not_active',
    ],
    ['commit of an empty buffer', commit, 'input_audio_buffer_commit_empty'],
    [
      'retrieve of an unknown item',
      { type: 'conversation.item.retrieve', event_id: 'mine', item_id: 'nobody' },
      'item_retrieve_invalid_item_id',
    ],
    [
      'delete of an unknown item',
      { type: 'conversation.item.delete', event_id: 'mine', item_id: 'nobody' },
      'item_delete_invalid_item_id',
    ],
    ['truncate of an unknown item', truncate('nobody', 0), 'item_truncate_invalid_item_id'],
    ['truncate of a user item', truncate('item_user', 0), 'unsupported_content_type'],
    ['audio that is not base64', { ...append('a?=='), event_id: 'mine' }, 'invalid_value'],
    ['half a sample', { ...append('AA=='), event_id: 'mine' }, 'invalid_value'],
    [
      'clearing what the client plays',
      { type: 'output_audio_buffer.clear', event_id: 'mine' },
      'invalid_value',
    ],
    [
      'a response of the beta',
      { type: 'response.create', event_id: 'mine', response: JSON.parse('{"modalities":["text"]}') },
      'unknown_parameter',
    ],
    [
      'a reference to an unknown item',
      {
        type: 'response.create',
        event_id: 'mine',
        response: { input: [{ type: 'item_reference', id: 'nobody' }] },
      },
      'invalid_value',
    ],
  ])('%s is one error that names it, and nothing else happens', async (_title, event, code) => {
    await using world = await startClient();
    world.client.send(userText('hello', 'item_user'), event);
    const events = await world.client.settled();
    expect(typesOf(events)).toEqual(['conversation.item.added', 'conversation.item.done', 'error']);
    expect(events[2]).toMatchObject({ error: { type: 'invalid_request_error', code, event_id: 'mine' } });
  });

  test('commit of less than 100 ms says how much there is and keeps it', async () => {
    await using world = await startClient();
    world.client.send(pushToTalk, append(loud(99)), commit, append(loud(1)), {
      type: 'input_audio_buffer.commit',
    });
    const events = await world.client.settled();
    expect(typesOf(events)).toEqual([
      'session.updated',
      'error',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
    ]);
    expect(events[1]).toMatchObject({ error: { message: expect.stringContaining('99.00ms') } });
  });

  test('truncate beyond the end, or of another part, changes nothing', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(userText('hello'), respond);
    const { item } = await client.next('response.output_item.done');
    const id = item.id ?? '';
    await client.takeUntil('response.done');
    client.send(truncate(id, 501), truncate(id, 100, 1), truncate(id, 500));
    expect(await client.settled()).toMatchObject([
      { error: { code: 'invalid_value', param: 'audio_end_ms', message: expect.stringContaining('500ms') } },
      { error: { code: 'invalid_value', param: 'content_index' } },
      { type: 'conversation.item.truncated' },
    ]);
  });

  test('an answer without any sound cannot be truncated', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(userText('hello'), { type: 'response.create', response: { output_modalities: ['text'] } });
    const { item } = await client.next('response.output_item.done');
    client.send(truncate(item.id ?? '', 0));
    expect((await client.next('error')).error.code).toBe('unsupported_content_type');
  });

  test('audio beyond 15 minutes is refused until the buffer is emptied', async () => {
    await using world = await startClient();
    const { client } = world;
    const minute = loud(60_000);
    client.send(pushToTalk);
    for (let count = 0; count < 16; count += 1) client.send(append(minute));
    expect((await client.next('error')).error).toMatchObject({ code: 'invalid_value', param: 'audio' });
    client.send({ type: 'input_audio_buffer.clear' }, append(minute));
    expect(typesOf(await client.settled()).filter((type) => type === 'error')).toHaveLength(1);
  });
});

describe('a frame that is no event', () => {
  test.each([
    ['not JSON', '{"type":', 'invalid_event', null],
    ['no object', '[]', 'invalid_event', null],
    ['no type', '{"event_id":"mine"}', 'invalid_event', 'mine'],
    ['an unknown type', '{"type":"response.dance","event_id":"mine"}', 'invalid_value', 'mine'],
    [
      'a missing field',
      '{"type":"conversation.item.delete","event_id":"mine"}',
      'missing_required_parameter',
      'mine',
    ],
    ['too deep', `{"type":"x","v":${'['.repeat(100)}${']'.repeat(100)}}`, 'invalid_event', null],
  ])('(%s) is one error and the session lives', async (_title, text, code, event_id) => {
    await using world = await startClient();
    world.client.sendText(text);
    expect((await world.client.next('error')).error).toMatchObject({ code, event_id });
    world.client.send(userText('hello'), respond);
    await world.client.next('response.done');
  });

  test('(binary) is one error and the session lives', async () => {
    await using world = await startClient();
    world.client.socket.send(Buffer.from([1, 2, 3]));
    expect((await world.client.next('error')).error.code).toBe('invalid_event');
    await world.client.settled();
  });

  test('of any content never ends the session', async () => {
    await using world = await startClient();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        world.client.sendText(text);
        expect(typesOf(await world.client.settled())).toEqual(['error']);
      }),
    );
  });
});
