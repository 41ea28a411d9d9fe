import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import {
  RealtimeAgent,
  RealtimeRunner,
  type RealtimeSession,
  type RealtimeSessionEvent,
  type RealtimeSessionSettingsInput,
  tool,
} from '#realtime/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { EXPECTED, FORMATS, SAMPLES } from '../support/audio-vectors.ts';
import { type BetaServer, startBetaServer } from '../support/beta-server.ts';
import { base64Of, ramp } from '../support/wire-script.ts';

type Talk = {
  readonly server: BetaServer;
  readonly session: RealtimeSession;
  readonly clock: FakeClock;
  readonly events: RealtimeSessionEvent[];
  of<Type extends RealtimeSessionEvent['type']>(type: Type): Extract<RealtimeSessionEvent, { type: Type }>[];
};

/** A session that is told its server speaks the beta, over a real loopback socket. */
async function startTalk(settings: RealtimeSessionSettingsInput = {}): Promise<Talk> {
  const server = await startBetaServer();
  onTestFinished(() => server.close());
  const clock = createFakeClock();
  const weather = tool({
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: z.object({ city: z.string() }),
    execute: ({ city }) => `Sunny in ${city}`,
  });
  const runner = new RealtimeRunner({
    startingAgent: new RealtimeAgent({ name: 'A', instructions: 'Be brief.', tools: [weather] }),
    config: { modelSettings: settings },
    clock,
  });
  const session = runner.createSession({ modelConfig: { url: server.url, codec: 'beta' } });
  onTestFinished(() => session.close());
  const events: RealtimeSessionEvent[] = [];
  const reader = session[Symbol.asyncIterator]();
  void (async () => {
    for (let next = await reader.next(); !next.done; next = await reader.next()) events.push(next.value);
  })();
  await session.connect();
  return {
    server,
    session,
    clock,
    events,
    of: <Type extends RealtimeSessionEvent['type']>(type: Type) =>
      events.filter((event): event is Extract<RealtimeSessionEvent, { type: Type }> => event.type === type),
  };
}

const response = (id: string, fields: object = {}): object => ({
  id,
  object: 'realtime.response',
  status: 'in_progress',
  output: [],
  ...fields,
});
const part = { response_id: 'resp_1', item_id: 'item_A1', output_index: 0, content_index: 0 };
const message = (status: string, content: readonly object[] = []): object => ({
  id: 'item_A1',
  object: 'realtime.item',
  type: 'message',
  role: 'assistant',
  status,
  content,
});
const started = (previousItemId: unknown = null): object[] => [
  { type: 'response.created', response: response('resp_1') },
  {
    type: 'response.output_item.added',
    response_id: 'resp_1',
    output_index: 0,
    item: message('in_progress'),
  },
  { type: 'conversation.item.created', previous_item_id: previousItemId, item: message('in_progress') },
];
const ended = (content: object, status = 'completed'): object[] => {
  const item = message(status === 'completed' ? 'completed' : 'incomplete', [content]);
  return [
    { type: 'response.output_item.done', response_id: 'resp_1', output_index: 0, item },
    { type: 'response.done', response: response('resp_1', { status, output: [item] }) },
  ];
};

describe('a server of the beta shape', () => {
  it('MC-8: is greeted with the beta header and a flat session with nested tools, and accepts both', async () => {
    const { server, of } = await startTalk({
      voice: 'alloy',
      speed: 1.1,
      maxOutputTokens: 100,
      inputAudioFormat: 'g711_ulaw',
      outputAudioFormat: 'g711_alaw',
      inputAudioNoiseReduction: { type: 'near_field' },
      toolChoice: { type: 'function', name: 'get_weather' },
      providerData: { temperature: 0.8 },
    });
    expect(server.headers['openai-beta']).toBe('realtime=v1');
    expect(server.of('session.update')[0]?.session).toMatchObject({
      modalities: ['audio', 'text'],
      instructions: 'Be brief.',
      voice: 'alloy',
      speed: 1.1,
      max_response_output_tokens: 100,
      input_audio_format: 'g711_ulaw',
      output_audio_format: 'g711_alaw',
      input_audio_transcription: { model: 'gpt-transcribe' },
      input_audio_noise_reduction: { type: 'near_field' },
      turn_detection: { type: 'semantic_vad', interrupt_response: true },
      tools: [{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } }],
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
      temperature: 0.8,
    });
    expect(of('error')).toEqual([]);
  });

  it('MC-8: a text turn', async () => {
    const { server, session, of } = await startTalk({ outputModalities: ['text'] });
    session.sendMessage('Hello');
    await server.play();
    expect(server.of('session.update')[0]?.session).toMatchObject({ modalities: ['text'] });
    expect(server.of('response.create')).toHaveLength(1);
    const asked = server.of('conversation.item.create')[0]?.item as { id: string } | undefined;
    await server.play(
      ...started(asked?.id),
      { type: 'response.text.delta', ...part, delta: 'Good ' },
      { type: 'response.text.delta', ...part, delta: 'day' },
      { type: 'response.text.done', ...part, text: 'Good day' },
      ...ended({ type: 'text', text: 'Good day' }),
    );
    expect(of('transcript').map(({ delta, final }) => [delta, final])).toContainEqual(['day', false]);
    expect(of('agent_end')).toMatchObject([{ output: 'Good day' }]);
    expect(session.history).toMatchObject([
      { role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
      { role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Good day' }] },
    ]);
    expect(session.badFrames).toBe(0);
  });

  it('MC-8: a speech turn, heard and answered, with the frames shown as they came', async () => {
    const { server, session, of } = await startTalk();
    session.sendAudio(ramp(480));
    const user = { id: 'item_U1', type: 'message', role: 'user', status: 'completed' };
    await server.play(
      { type: 'input_audio_buffer.speech_started', audio_start_ms: 0, item_id: 'item_U1' },
      { type: 'input_audio_buffer.speech_stopped', audio_end_ms: 20, item_id: 'item_U1' },
      { type: 'input_audio_buffer.committed', previous_item_id: null, item_id: 'item_U1' },
      {
        type: 'conversation.item.created',
        previous_item_id: null,
        item: { ...user, content: [{ type: 'input_audio', transcript: null }] },
      },
      ...started('item_U1'),
      { type: 'response.audio_transcript.delta', ...part, delta: 'Hi.' },
      { type: 'response.audio.delta', ...part, delta: base64Of(ramp(480)) },
      { type: 'response.audio.done', ...part },
      { type: 'response.audio_transcript.done', ...part, transcript: 'Hi.' },
      ...ended({ type: 'audio', transcript: 'Hi.' }),
      {
        type: 'conversation.item.input_audio_transcription.completed',
        item_id: 'item_U1',
        content_index: 0,
        transcript: 'Hello?',
      },
    );
    expect(server.of('input_audio_buffer.append')[0]?.audio).toBe(base64Of(ramp(480)));
    expect(of('audio')).toMatchObject([{ samples: ramp(480), sampleRate: 24_000 }]);
    expect(of('audio_end')).toHaveLength(1);
    expect(session.history).toMatchObject([
      { itemId: 'item_U1', content: [{ type: 'input_audio', transcript: 'Hello?' }] },
      { itemId: 'item_A1', status: 'completed', content: [{ type: 'output_audio', transcript: 'Hi.' }] },
    ]);
    expect(of('raw_model_event').map(({ data }) => data.type)).toContain('response.audio.delta');
    expect(session.badFrames).toBe(0);
  });

  it.each(FORMATS)('MC-8 AF-1: audio as %s both ways, bit by bit', async (format) => {
    const { server, session, of } = await startTalk({ inputAudioFormat: format, outputAudioFormat: format });
    const { bytes, decoded, rate } = EXPECTED[format];
    session.sendAudio(Int16Array.from(SAMPLES));
    const delta = Buffer.from(bytes).toString('base64');
    await server.play({ type: 'response.audio.delta', ...part, delta });
    expect(server.of('input_audio_buffer.append')).toMatchObject([{ audio: delta }]);
    expect(of('audio').map((event) => [[...event.samples], event.sampleRate])).toEqual([[decoded, rate]]);
  });

  it('MC-8: a tool call is run once and answered', async () => {
    const { server, of } = await startTalk();
    const call = { id: 'item_C1', type: 'function_call', call_id: 'call_1', name: 'get_weather' };
    const done = { ...call, status: 'completed', arguments: '{"city":"Bern"}' };
    await server.play(
      { type: 'response.created', response: response('resp_1') },
      {
        type: 'conversation.item.created',
        previous_item_id: null,
        item: { ...call, status: 'in_progress', arguments: '' },
      },
      {
        type: 'response.function_call_arguments.done',
        response_id: 'resp_1',
        item_id: 'item_C1',
        output_index: 0,
        call_id: 'call_1',
        arguments: '{"city":"Bern"}',
      },
      { type: 'response.output_item.done', response_id: 'resp_1', output_index: 0, item: done },
      { type: 'response.done', response: response('resp_1', { status: 'completed', output: [done] }) },
    );
    expect(of('tool_end')).toMatchObject([{ output: 'Sunny in Bern' }]);
    expect(server.of('conversation.item.create').map(({ item }) => item)).toMatchObject([
      { type: 'function_call_output', call_id: 'call_1', output: 'Sunny in Bern' },
    ]);
    expect(server.of('response.create')).toHaveLength(1);
  });

  it('MC-8: an interruption cuts the answer where it was heard', async () => {
    const { server, session, of } = await startTalk();
    await server.play(
      ...started(),
      { type: 'response.audio_transcript.delta', ...part, delta: 'A long answer' },
      { type: 'response.audio.delta', ...part, delta: base64Of(ramp(24_000)) },
    );
    session.playback.report({ itemId: 'item_A1', playedSamples: 9_600 });
    session.interrupt();
    await server.play({ type: 'response.audio.delta', ...part, delta: base64Of(ramp(480)) });
    expect(server.of('response.cancel')).toMatchObject([{ response_id: 'resp_1' }]);
    expect(server.of('conversation.item.truncate')).toMatchObject([
      { item_id: 'item_A1', content_index: 0, audio_end_ms: 400 },
    ]);
    await server.play(
      { type: 'conversation.item.truncated', item_id: 'item_A1', content_index: 0, audio_end_ms: 400 },
      ...ended({ type: 'audio', transcript: 'A long answer' }, 'cancelled'),
    );
    expect(of('audio')).toHaveLength(1);
    expect(of('audio_interrupted')).toMatchObject([{ itemId: 'item_A1' }]);
    expect(session.badFrames).toBe(0);
  });

  it('MC-8: restored answers and overrides of one response go out under the beta names', async () => {
    const { server, session } = await startTalk();
    session.updateHistory([
      {
        itemId: 'item_old',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'Earlier.' }],
      },
    ]);
    session.sendRaw({
      type: 'response.create',
      response: { output_modalities: ['audio'], max_output_tokens: 20, temperature: 0.7 },
    });
    await server.play();
    expect(server.of('conversation.item.create')).toMatchObject([
      { item: { role: 'assistant', content: [{ type: 'text', text: 'Earlier.' }] } },
    ]);
    expect(server.of('response.create')).toMatchObject([
      { response: { modalities: ['audio', 'text'], max_response_output_tokens: 20, temperature: 0.7 } },
    ]);
  });

  it('MC-8: the next connection speaks the beta as well, and is told the conversation', async () => {
    const { server, session, clock } = await startTalk();
    await server.play(
      ...started(),
      { type: 'response.text.done', ...part, text: 'Good day' },
      ...ended({ type: 'text', text: 'Good day' }),
    );
    server.drop();
    await vi.waitFor(() => expect(session.connection.state).toBe('reconnecting'));
    clock.advance(30_000);
    await vi.waitFor(() => expect(session.connection.state).toBe('connected'));
    await server.play();
    expect(server.headers['openai-beta']).toBe('realtime=v1');
    expect(server.of('session.update').map((frame) => frame.session)).toMatchObject([
      { modalities: ['audio', 'text'] },
      { modalities: ['audio', 'text'], instructions: 'Be brief.' },
    ]);
    expect(server.of('conversation.item.create')).toMatchObject([
      { item: { role: 'assistant', content: [{ type: 'text', text: 'Good day' }] } },
    ]);
  });

  it('MC-8: a change it does not know is refused by name, and taken back', async () => {
    const { session } = await startTalk();
    await expect(session.updateSession({ truncation: 'disabled' })).rejects.toThrow(/truncation/);
    expect(session.settings.truncation).toBeUndefined();
  });
});
