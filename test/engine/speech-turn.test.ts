import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalStages } from '#engine/local-stages.ts';
import { type EngineServer, startEngineServer } from '#engine/server.ts';
import { PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import { createClock } from '#shared/base/clock.ts';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import type { FunctionTool } from '#shared/wire/tools.ts';
import { chunked, joined, noiseAt, padded, synthesise } from '../support/speech.ts';
import { allTools } from './brain/session-tools.ts';
import { connectClient, type EngineClient, ofType, sendSound } from './support/engine-client.ts';
import { respond } from './support/sequences.ts';

const ENTRY = new URL('../../src/engine/process.ts', import.meta.url).href;

type Detection = { type: 'server_vad' | 'semantic_vad' } | null;

const CLOCK_TOOL: FunctionTool = {
  type: 'function',
  name: 'get_current_time',
  description: 'Tells the current time.',
  parameters: { type: 'object', properties: {} },
};

const session = (turn_detection: Detection, tools: readonly FunctionTool[]): ClientEvent => ({
  type: 'session.update',
  session: {
    type: 'realtime',
    audio: { input: { transcription: { model: 'hark-offline' }, turn_detection } },
    tools: [...tools],
  },
});

let engine: EngineServer;
let question: Int16Array;

function startEngine(): Promise<EngineServer> {
  const clock = createClock(globalThis);
  return startEngineServer({ createStages: createLocalStages(ENTRY, clock), clock });
}

beforeAll(async () => {
  engine = await startEngine();
  question = padded(await synthesise('what time is it'), { before: 0, after: 1000 });
});
afterAll(() => engine.close());

async function connect(
  detection: Detection,
  { server = engine, tools = [CLOCK_TOOL] as readonly FunctionTool[] } = {},
): Promise<EngineClient> {
  const client = await connectClient(server);
  client.send(session(detection, tools));
  await client.takeUntil('session.updated');
  return client;
}

/** Answers the call with what a tool would say, and takes what the assistant makes of it. */
async function answerCall(client: EngineClient, output: string) {
  const call = await client.next('response.function_call_arguments.done');
  expect(call.name).toBe('get_current_time');
  await client.next('response.done');
  client.send(
    {
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: call.call_id, output },
    },
    respond,
  );
  await client.next('response.done');
  return {
    words: ofType(client.events, 'response.output_audio_transcript.done').at(-1)?.transcript,
    sound: Buffer.concat(
      ofType(client.events, 'response.output_audio.delta').map(({ delta }) => Buffer.from(delta, 'base64')),
    ),
  };
}

describe('a spoken question on the real stages', () => {
  test('becomes a transcript, a function call and a spoken answer', async () => {
    const client = await connect({ type: 'server_vad' });
    sendSound(client, question);
    const heard = await client.next('conversation.item.input_audio_transcription.completed');
    expect(heard.transcript).toBe('what time is it');
    const { words, sound } = await answerCall(client, 'It is ten past two.');
    expect(words).toContain('ten past two');
    const samples = new Int16Array(sound.buffer.slice(sound.byteOffset, sound.byteOffset + sound.length));
    expect(samples.length).toBeGreaterThan(24_000 / 2);
    expect(samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0)).toBeGreaterThan(3000);
    expect(ofType(client.events, 'error')).toEqual([]);
    await client.close();
  });

  test('held with a key is understood as well', async () => {
    const client = await connect(null);
    sendSound(client, question);
    client.send({ type: 'input_audio_buffer.commit' }, respond);
    const { words } = await answerCall(client, 'It is noon.');
    expect(words).toContain('noon');
    await client.close();
  });

  test('can be asked again and again in one session', async () => {
    const client = await connect({ type: 'server_vad' });
    for (const answer of ['one', 'two', 'three']) {
      sendSound(client, question);
      expect((await answerCall(client, `It is ${answer}.`)).words).toContain(answer);
    }
    await client.close();
  });
});

test('a person in a quiet room who holds the key for three seconds before the first word is understood', async () => {
  const fresh = await startEngine();
  const client = await connect(null, { server: fresh, tools: allTools });
  const hesitant = joined(noiseAt(1, 3000), await synthesise('what time is it', 'awb'), noiseAt(1, 400));
  for (const part of chunked(hesitant, 100)) sendSound(client, part);
  client.send({ type: 'input_audio_buffer.commit' });
  const heard = await client.next('conversation.item.input_audio_transcription.completed');
  expect(heard.transcript).toBe('what time is it');
  expect(heard.usage).toMatchObject({ seconds: hesitant.length / PCM_RATE_HZ });
  await client.close();
  await fresh.close();
});
