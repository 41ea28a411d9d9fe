import type { RealtimeClientEvent, RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime';
// biome-ignore lint/correctness/noUndeclaredDependencies: the project's own; only the judged clients are listed here
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineHandle } from '../../../src/engine/launch.ts';
import { startEngine } from './support/engine.ts';
import { type OpenAIJudge, openOpenAI } from './support/openai-judge.ts';

const TIME_TOOL = {
  type: 'function' as const,
  name: 'get_current_time',
  description: 'Tells the current time.',
  parameters: { type: 'object', properties: {}, required: [] },
};
const NO_DETECTION = { audio: { input: { turn_detection: null } } };

function update(session: Partial<RealtimeSessionCreateRequest>): RealtimeClientEvent {
  return { type: 'session.update', session: { type: 'realtime', ...session } };
}

function typed(text: string): RealtimeClientEvent {
  const content = [{ type: 'input_text' as const, text }];
  return { type: 'conversation.item.create', item: { type: 'message', role: 'user', content } };
}

const RESPOND: RealtimeClientEvent = { type: 'response.create' };

describe('openai on our engine', () => {
  let engine: EngineHandle;
  let judge: OpenAIJudge;

  beforeAll(async () => {
    engine = await startEngine();
  });

  afterEach(() => judge.close());
  afterAll(() => engine.close());

  /** Answers the call that `response.done` number `done` asks for, and lets the engine speak about it. */
  async function answerCall(done: number): Promise<void> {
    const { response } = await judge.until('response.done', done);
    const call = response.output?.find((item) => item.type === 'function_call');
    expect(call).toMatchObject({ name: 'get_current_time', arguments: '{}', status: 'completed' });
    const output = 'It is half past nine.';
    const item = { type: 'function_call_output' as const, call_id: String(call?.call_id), output };
    judge.send({ type: 'conversation.item.create', item }, RESPOND);
    await judge.until('response.done', done + 1);
  }

  function spoken(): { text: string; seconds: number } {
    const text = judge.of('response.output_audio_transcript.done').at(-1)?.transcript ?? '';
    const deltas = judge
      .of('response.output_audio.delta')
      .map(({ delta }) => Buffer.from(delta, 'base64').length);
    return { text, seconds: deltas.reduce((sum, bytes) => sum + bytes, 0) / 2 / 24_000 };
  }

  it('takes a spoken question through a tool call to a spoken answer', async () => {
    judge = await openOpenAI(engine);
    const input = { turn_detection: { type: 'server_vad' as const }, transcription: { model: 'whisper-1' } };
    judge.send(update({ tools: [TIME_TOOL], audio: { input } }));
    await judge.until('session.updated');
    await judge.say('what time is it');
    const heard = await judge.until('conversation.item.input_audio_transcription.completed');
    expect(heard.transcript.toLowerCase()).toContain('what time is it');
    await answerCall(1);
    expect(spoken().text).toContain('half past nine');
    expect(spoken().seconds).toBeGreaterThan(0.5);
    judge.verdict();
  });

  it('takes a typed question to a written answer', async () => {
    judge = await openOpenAI(engine);
    judge.send(update({ output_modalities: ['text'] }), typed('What can you do?'), RESPOND);
    const { text } = await judge.until('response.output_text.done');
    expect(text).not.toBe('');
    const deltas = judge.of('response.output_text.delta').map(({ delta }) => delta);
    expect(deltas.join('')).toBe(text);
    await judge.until('response.done');
    judge.verdict();
  });

  it('calls a tool for a typed question', async () => {
    judge = await openOpenAI(engine);
    judge.send(update({ tools: [TIME_TOOL] }), typed('What time is it?'), RESPOND);
    await answerCall(1);
    expect(spoken().text).toContain('half past nine');
    judge.verdict();
  });

  it('is interrupted by voice, and cuts what was not heard', async () => {
    judge = await openOpenAI(engine);
    judge.send(update({ audio: { input: { turn_detection: { type: 'server_vad' } } } }));
    judge.send(typed('What can you do?'), RESPOND);
    const { item_id, content_index } = await judge.until('response.output_audio.delta');
    await judge.say('what time is it');
    await judge.until('input_audio_buffer.speech_started');
    judge.send({ type: 'conversation.item.truncate', item_id, content_index, audio_end_ms: 400 });
    const truncated = await judge.until('conversation.item.truncated');
    expect(truncated).toMatchObject({ item_id, content_index, audio_end_ms: 400 });
    await judge.until('input_audio_buffer.committed');
    judge.verdict();
  });

  it('cancels an answer on request', async () => {
    judge = await openOpenAI(engine);
    judge.send(typed('What can you do?'), RESPOND);
    await judge.until('response.created');
    judge.send({ type: 'response.cancel' });
    const { response } = await judge.until('response.done');
    expect(response).toMatchObject({ status: 'cancelled', status_details: { reason: 'client_cancelled' } });
    judge.verdict();
  });

  it('talks while a key is held', async () => {
    judge = await openOpenAI(engine);
    judge.send(update({ tools: [TIME_TOOL], ...NO_DETECTION }));
    await judge.say('what time is it');
    judge.send({ type: 'input_audio_buffer.commit' }, RESPOND);
    await answerCall(1);
    expect(judge.of('input_audio_buffer.speech_started')).toEqual([]);
    judge.verdict();
  });
});
