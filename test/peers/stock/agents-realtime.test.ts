import { RealtimeAgent, tool } from '@openai/agents-realtime';
// biome-ignore lint/correctness/noUndeclaredDependencies: the project's own; only the judged clients are listed here
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { EngineHandle } from '../../../src/engine/launch.ts';
import { type AgentsJudge, openAgentsSession } from './support/agents-judge.ts';
import { startEngine } from './support/engine.ts';
import { record, stream } from './support/speech.ts';

const serverVad = {
  audio: { input: { turnDetection: { type: 'server_vad', silenceDurationMs: 500 } as const } },
};
const pushToTalk = { audio: { input: { turnDetection: null } } };

const clock = vi.fn(async () => 'It is half past nine.');
const weather = vi.fn(async ({ city }: { city: string }) => `It is sunny in ${city}.`);

function createClerk(): RealtimeAgent {
  const getTime = tool({
    name: 'get_current_time',
    description: 'Tells the current time.',
    parameters: z.object({}),
    execute: clock,
  });
  return new RealtimeAgent({ name: 'Clerk', instructions: 'Help with the time.', tools: [getTime] });
}

function createForecaster(): RealtimeAgent {
  const getWeather = tool({
    name: 'get_weather',
    description: 'Tells the weather of a city.',
    parameters: z.object({ city: z.string() }),
    execute: weather,
  });
  return new RealtimeAgent({
    name: 'Forecaster',
    handoffDescription: 'Knows the weather.',
    instructions: 'Tell the weather.',
    tools: [getWeather],
  });
}

describe('@openai/agents-realtime on our engine', () => {
  let engine: EngineHandle;
  let judge: AgentsJudge;

  beforeAll(async () => {
    engine = await startEngine();
  });

  afterEach(() => judge.session.close());
  afterAll(() => engine.close());

  it('takes a spoken question through a tool call to a spoken answer', async () => {
    clock.mockClear();
    judge = await openAgentsSession(engine, createClerk(), serverVad);
    await judge.say('what time is it');
    await judge.until('response.done', 2);
    expect(clock).toHaveBeenCalledOnce();
    expect(judge.transcript('assistant')).toContain('half past nine');
    await vi.waitFor(() => expect(judge.transcript('user').toLowerCase()).toContain('what time is it'));
    expect(judge.audioBytes()).toBeGreaterThan(24_000);
    judge.verdict();
  });

  it('ends a spoken turn by what was said, as it asks by default', async () => {
    clock.mockClear();
    judge = await openAgentsSession(engine, createClerk());
    await judge.say('what time is it');
    await judge.until('response.done', 2);
    expect(clock).toHaveBeenCalledOnce();
    judge.verdict();
  });

  it('takes a typed question to a spoken answer', async () => {
    judge = await openAgentsSession(engine, createClerk());
    judge.session.sendMessage('What can you do?');
    await judge.until('response.done');
    expect(judge.transcript('assistant')).not.toBe('');
    expect(judge.audioBytes()).toBeGreaterThan(24_000);
    judge.verdict();
  });

  it('calls a tool it has never seen, with its argument', async () => {
    judge = await openAgentsSession(engine, createForecaster());
    judge.session.sendMessage('What is the weather in Paris?');
    await judge.until('response.done', 2);
    expect(weather.mock.calls[0]?.[0].city.toLowerCase()).toBe('paris');
    expect(judge.transcript('assistant').toLowerCase()).toContain('sunny in paris');
    judge.verdict();
  });

  it('is interrupted by voice, and cuts what was not heard', async () => {
    judge = await openAgentsSession(engine, createClerk(), serverVad);
    const interrupted = vi.fn();
    judge.session.on('audio_interrupted', interrupted);
    judge.session.sendMessage('What can you do?');
    await judge.until('response.output_audio.delta');
    await judge.say('what time is it');
    await judge.until('conversation.item.truncated');
    expect(interrupted).toHaveBeenCalled();
    await judge.until('input_audio_buffer.committed');
    judge.verdict();
  });

  it('is interrupted by a button', async () => {
    judge = await openAgentsSession(engine, createClerk(), pushToTalk);
    judge.session.sendMessage('What can you do?');
    await judge.until('response.output_audio.delta');
    judge.session.interrupt();
    await judge.until('conversation.item.truncated');
    await judge.until('response.done');
    judge.verdict();
  });

  it('talks while a key is held', async () => {
    clock.mockClear();
    judge = await openAgentsSession(engine, createClerk(), pushToTalk);
    await judge.say('what time is it');
    expect(judge.heard).not.toContain('input_audio_buffer.committed');
    judge.session.transport.sendEvent({ type: 'input_audio_buffer.commit' });
    judge.session.transport.sendEvent({ type: 'response.create' });
    await judge.until('response.done', 2);
    expect(clock).toHaveBeenCalledOnce();
    judge.verdict();
  });

  it('hands over to another agent, whose tools then work', async () => {
    weather.mockClear();
    const forecaster = createForecaster();
    const clerk = new RealtimeAgent({ name: 'Clerk', instructions: 'Hand over.', handoffs: [forecaster] });
    judge = await openAgentsSession(engine, clerk, serverVad);
    const handedOver = vi.fn();
    judge.session.on('agent_handoff', (_context, from, to) => handedOver(from.name, to.name));
    judge.session.sendMessage('Talk to the forecaster.');
    await judge.until('response.done', 2);
    expect(handedOver).toHaveBeenCalledWith('Clerk', 'Forecaster');
    await stream(await record('what is the weather in london'), (frame) =>
      judge.session.sendAudio(frame.buffer as ArrayBuffer),
    );
    await judge.until('response.done', 4);
    expect(weather.mock.calls[0]?.[0].city.toLowerCase()).toBe('london');
    judge.verdict();
  });
});
