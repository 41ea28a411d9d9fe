import { describe, expect, test } from 'vitest';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import type { SessionPatch } from '#shared/wire/session-config.ts';
import { append, loud, openClient, silence, typesOf, userText } from '../support/engine-client.ts';
import { startClient, startWorld } from '../support/engine-world.ts';
import { respond } from '../support/sequences.ts';

const update = (fields: Omit<SessionPatch, 'type'>): ClientEvent => ({
  type: 'session.update',
  event_id: 'mine',
  session: { type: 'realtime', ...fields },
});

describe('connecting (§8.1)', () => {
  test('gives the session in full, then the conversation', async () => {
    await using world = await startWorld();
    const { url, token } = world.engine;
    const headers = { authorization: `Bearer ${token}` };
    const client = await openClient(`${url}?model=gpt-realtime-2.1`, { headers });
    const { session } = await client.next('session.created');
    expect(session).toMatchObject({
      type: 'realtime',
      object: 'realtime.session',
      id: expect.stringMatching(/^sess_/),
      model: 'gpt-realtime-2.1',
      expires_at: 1_760_003_600,
      audio: {
        input: { turn_detection: { type: 'server_vad', create_response: true, interrupt_response: true } },
      },
    });
    const { conversation } = await client.next('conversation.created');
    expect(conversation.id).toMatch(/^conv_/);
  });

  test('is answered only when the stages are ready, and frames sent before are kept', async () => {
    await using world = await startWorld();
    const { url, token } = world.engine;
    const client = await openClient(url, { headers: { authorization: `Bearer ${token}` } });
    client.send(userText('early'));
    const events = await client.takeUntil('conversation.item.done');
    expect(typesOf(events)).toEqual([
      'session.created',
      'conversation.created',
      'conversation.item.added',
      'conversation.item.done',
    ]);
  });
});

describe('session.update', () => {
  test('answers with the whole session, booleans of the detection spelt out', async () => {
    await using world = await startClient();
    world.client.send(
      update({ instructions: 'Be brief.', audio: { input: { turn_detection: { type: 'semantic_vad' } } } }),
    );
    const { session } = await world.client.next('session.updated');
    expect(session).toMatchObject({
      instructions: 'Be brief.',
      audio: {
        input: { turn_detection: { type: 'semantic_vad', create_response: true, interrupt_response: true } },
        output: { voice: 'marin' },
      },
    });
  });

  test('accepts the two updates the stock JavaScript SDK begins with (§16)', async () => {
    await using world = await startClient();
    world.client.send(
      update({ tracing: 'auto' }),
      update({
        instructions: 'Help.',
        model: 'hark-offline',
        output_modalities: ['audio'],
        audio: {
          input: {
            format: { type: 'audio/pcm', rate: 24_000 },
            noise_reduction: null,
            transcription: { model: 'gpt-4o-mini-transcribe' },
            turn_detection: { type: 'semantic_vad' },
          },
          output: { format: { type: 'audio/pcm', rate: 24_000 }, speed: 1 },
        },
        tools: [
          {
            type: 'function',
            name: 'get_time',
            description: 'Tells the time.',
            parameters: {
              $schema: 'http://json-schema.org/draft-07/schema#',
              type: 'object',
              properties: {},
            },
          },
        ],
      }),
    );
    expect(typesOf(await world.client.settled())).toEqual(['session.updated', 'session.updated']);
  });

  test.each([
    [
      'a value out of range',
      { audio: { output: { speed: 2 } } },
      'invalid_value',
      'session.audio.output.speed',
    ],
    [
      'both modalities',
      { output_modalities: ['audio', 'text'] },
      'invalid_value',
      'session.output_modalities',
    ],
    ['a wrong type', { instructions: 7 }, 'invalid_type', 'session.instructions'],
    ['an unknown field', { modalities: ['audio'] }, 'unknown_parameter', 'session.modalities'],
    [
      'two tools of one name',
      { tools: Array(2).fill({ type: 'function', name: 'a' }) },
      'invalid_value',
      'session.tools.1.name',
    ],
  ])('with %s changes nothing at all', async (_title, fields, code, param) => {
    await using world = await startClient();
    const { client } = world;
    const session = { type: 'realtime', tool_choice: 'required', ...fields };
    client.sendText(JSON.stringify({ type: 'session.update', event_id: 'mine', session }));
    const { error } = await client.next('error');
    expect(error).toMatchObject({ type: 'invalid_request_error', code, param, event_id: 'mine' });
    client.send(update({}));
    expect((await client.next('session.updated')).session).toMatchObject({ tool_choice: 'auto' });
  });

  test('names the model where the address of the connection did not, once', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(update({ tracing: 'auto' }), update({ model: 'gpt-realtime' }), update({ model: 'other' }));
    expect((await client.next('session.updated')).session.model).toBe('hark-offline');
    expect((await client.next('session.updated')).session.model).toBe('gpt-realtime');
    expect((await client.next('error')).error).toMatchObject({
      code: 'invalid_value',
      param: 'session.model',
      event_id: 'mine',
    });
  });

  test('cannot change the model the address named, and then changes nothing at all', async () => {
    await using world = await startWorld();
    const { url, token } = world.engine;
    const headers = { authorization: `Bearer ${token}` };
    const client = await openClient(`${url}?model=gpt-realtime`, { headers });
    client.send(update({ model: 'other', tool_choice: 'required' }), update({ model: 'gpt-realtime' }));
    expect((await client.next('error')).error).toMatchObject({ param: 'session.model', event_id: 'mine' });
    expect((await client.next('session.updated')).session).toMatchObject({
      model: 'gpt-realtime',
      tool_choice: 'auto',
    });
  });

  test('without session.type names what is missing', async () => {
    await using world = await startClient();
    world.client.sendText('{"type":"session.update","session":{}}');
    const { error } = await world.client.next('error');
    expect(error).toMatchObject({
      code: 'missing_required_parameter',
      param: 'session.type',
      event_id: null,
    });
  });

  test('changes the voice only until the assistant has been heard', async () => {
    await using world = await startClient();
    const { client } = world;
    client.send(update({ audio: { output: { voice: 'slt' } } }), userText('hello'), respond);
    await client.takeUntil('response.done');
    client.send(
      update({ audio: { output: { voice: 'slt' } } }),
      update({ audio: { output: { voice: 'rms' } } }),
    );
    const events = await client.settled();
    expect(typesOf(events)).toEqual(['session.updated', 'error']);
    expect(events[1]).toMatchObject({
      error: { code: 'cannot_update_voice', param: 'session.audio.output.voice' },
    });
  });

  test('changes the speed only between responses', async () => {
    await using world = await startClient();
    const { client, tts } = world;
    tts.hold();
    client.send(userText('hello'), respond);
    await client.takeUntil('response.output_audio.delta');
    client.send(update({ audio: { output: { speed: 1.5 } } }));
    expect((await client.next('error')).error.param).toBe('session.audio.output.speed');
  });

  test('never changes tracing once it is on', async () => {
    await using world = await startClient();
    world.client.send(update({ tracing: 'auto' }), update({ tracing: 'auto' }), update({ tracing: null }));
    expect(typesOf(await world.client.settled())).toEqual(['session.updated', 'session.updated', 'error']);
  });

  test('answers an MCP server as one that cannot be reached, and the other tools work (§8.10)', async () => {
    await using world = await startClient();
    world.client.send(
      update({
        tools: [
          { type: 'mcp', server_label: 'wiki', server_url: 'https://example.org' },
          { type: 'function', name: 'a' },
        ],
      }),
    );
    expect(typesOf(await world.client.settled())).toEqual([
      'session.updated',
      'conversation.item.added',
      'mcp_list_tools.in_progress',
      'mcp_list_tools.failed',
      'conversation.item.done',
    ]);
    expect(world.stt.grammars.at(-1)?.words).toEqual(['a']);
  });
});

describe('the grammar', () => {
  test('follows the tools of the session', async () => {
    await using world = await startClient();
    world.client.send(
      update({ tools: [{ type: 'function', name: 'set_timer' }] }),
      update({ instructions: 'x' }),
    );
    await world.client.settled();
    expect(world.stt.grammars.map(({ words }) => words)).toEqual([[], ['set_timer']]);
  });

  test('is not rebuilt while the user speaks, but right after', async () => {
    await using world = await startClient();
    const { client, stt } = world;
    client.send(append(loud(992)), update({ tools: [{ type: 'function', name: 'set_timer' }] }));
    await client.settled();
    expect(stt.grammars).toHaveLength(1);
    client.send(append(silence(1000)));
    await client.settled();
    expect(stt.grammars).toHaveLength(2);
  });

  test('that cannot be built is an error of the server, and the session goes on', async () => {
    await using world = await startClient();
    world.stt.grammarError = new Error('no such word');
    world.client.send(update({ tools: [] }));
    expect((await world.client.next('error')).error).toMatchObject({ type: 'server_error' });
    world.client.send(userText('hello'), respond);
    await world.client.takeUntil('response.done');
  });
});
