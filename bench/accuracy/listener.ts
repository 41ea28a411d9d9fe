import { isDeepStrictEqual } from 'node:util';
import { msToSamples, PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import type { FunctionCall } from '#shared/wire/items.ts';
import { chunked, padded, withNoise } from '../../test/support/speech.ts';
import { connectToEngine, type EngineClient, isType } from '../lib/engine-client.ts';
import { harkTools } from '../lib/session-tools.ts';
import type { Command } from './commands.ts';

/** Signal to noise in dB; pink noise, as of a room. */
export type Noise = 'clean' | 20 | 10 | 5;
/** `asks` is any answer without a call: not heard, not sure, or a question back. */
export type Outcome = 'right' | 'wrong' | 'asks';

const BEFORE_MS = 400;
/** Longer than the pause that ends a turn. */
const AFTER_MS = 800;
/** Noise may seem like speech; after this much of it the turn is given up. */
const MORE_MS = 3200;

/** Talks to the engine as fast as it listens. The whole way is measured: detection, suppression, recognition, brain. */
export type Listener = {
  /** What it does about a command, or (without one) about speech that is none. */
  hear(speech: Int16Array, noise: Noise, command?: Command): Promise<Outcome>;
  close(): Promise<void>;
};

export async function createListener(engine: { url: string; token: string }): Promise<Listener> {
  const client = await connectToEngine(engine);
  client.send({
    type: 'session.update',
    session: {
      type: 'realtime',
      tools: [...harkTools()],
      output_modalities: ['text'],
      audio: { input: { turn_detection: { type: 'server_vad', silence_duration_ms: 500 } } },
    },
  });
  await client.next(isType('session.updated'));
  return {
    async hear(speech, noise, command) {
      const sound = padded(speech, { before: BEFORE_MS, after: AFTER_MS + MORE_MS });
      const heard = noise === 'clean' ? sound : withNoise(sound, noise);
      return judge(await callsFor(client, heard), command);
    },
    close: () => client.close(),
  };
}

function judge(calls: readonly FunctionCall[], command: Command | undefined): Outcome {
  const [call] = calls;
  if (call === undefined) return 'asks';
  const asExpected =
    calls.length === 1 &&
    call.name === command?.tool &&
    isDeepStrictEqual(JSON.parse(call.arguments), command.arguments);
  return asExpected ? 'right' : 'wrong';
}

/** Every call the sound leads to, however many turns were found in it. */
async function callsFor(client: EngineClient, sound: Int16Array): Promise<readonly FunctionCall[]> {
  const calls: FunctionCall[] = [];
  const open = { speech: false, answers: 0 };
  const unfollow = client.onEvent((event) => {
    if (event.type === 'input_audio_buffer.speech_started') open.speech = true;
    if (event.type === 'input_audio_buffer.speech_stopped') {
      open.speech = false;
      open.answers += 1;
    }
    if (event.type !== 'response.done') return;
    open.answers -= 1;
    calls.push(...(event.response.output ?? []).filter((item) => item.type === 'function_call'));
  });
  const certain = sound.length - msToSamples(MORE_MS, PCM_RATE_HZ);
  for (const piece of chunked(sound.subarray(0, certain), 1000)) client.append(piece);
  await client.settled();
  for (const piece of chunked(sound.subarray(certain), 400)) {
    if (!open.speech) break;
    client.append(piece);
    await client.settled();
  }
  while (open.answers > 0) await client.next(isType('response.done'));
  client.send({ type: 'input_audio_buffer.clear' });
  await client.settled();
  unfollow();
  return calls;
}
