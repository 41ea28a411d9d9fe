import { setTimeout as sleep } from 'node:timers/promises';
import { PCM_RATE_HZ, pcm16FromBytes, samplesToMs } from '#shared/audio/pcm16.ts';
import type { FunctionCall } from '#shared/wire/items.ts';
import type { ServerEvent } from '#shared/wire/server-events.ts';
import type { EngineClient } from '../lib/engine-client.ts';
import { endOfSound, startOfSound } from '../lib/speech.ts';

/** A turn as the person lives through it; all in ms after the true end of speech. */
export type TurnTiming = {
  readonly stoppedMs: number;
  readonly firstDeltaMs: number;
  /** When the first audible sample is due, were the audio played as it arrives. */
  readonly firstSoundMs: number;
  /** Tools called on the way; their outputs cost one more round trip. */
  readonly calls: readonly string[];
};

const FRAME_MS = 20;
const FRAME = (PCM_RATE_HZ * FRAME_MS) / 1000;
const LONGEST_TURN_MS = 12_000;

/**
 * Speaks at the speed of sound, a frame whenever its last sample would have been recorded, and silence after that until the
 * answer is complete. Calls are answered as the app would, with `outputs` by name. Rejects when no answer comes.
 */
export async function speakTurn(
  client: EngineClient,
  speech: Int16Array,
  outputs: Readonly<Record<string, string>>,
): Promise<TurnTiming> {
  const answer = followAnswer(client, outputs);
  const start = performance.now();
  const silence = new Int16Array(FRAME);
  for (let frame = 0; !answer.complete && frame * FRAME_MS < LONGEST_TURN_MS; frame += 1) {
    await sleep(Math.max(0, start + (frame + 1) * FRAME_MS - performance.now()));
    const samples = new Int16Array(FRAME);
    samples.set(speech.subarray(frame * FRAME, (frame + 1) * FRAME));
    client.append(frame * FRAME < speech.length ? samples : silence);
  }
  answer.unfollow();
  return answer.timing(start + samplesToMs(endOfSound(speech), PCM_RATE_HZ));
}

function followAnswer(client: EngineClient, outputs: Readonly<Record<string, string>>) {
  const calls: string[] = [];
  const deltas: { readonly at: number; readonly samples: Int16Array }[] = [];
  let stoppedAt = Number.NaN;
  let complete = false;
  const answerCall = ({ name, call_id = '' }: FunctionCall): void => {
    calls.push(name);
    const output = outputs[name] ?? '{"speech":"Done."}';
    client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id, output },
    });
    client.send({ type: 'response.create' });
  };
  const unfollow = client.onEvent((event: ServerEvent, at) => {
    if (event.type === 'input_audio_buffer.speech_stopped') stoppedAt = at;
    if (event.type === 'response.output_audio.delta') {
      deltas.push({ at, samples: pcm16FromBytes(Buffer.from(event.delta, 'base64')) });
    }
    if (event.type !== 'response.done') return;
    const call = event.response.output?.find((item) => item.type === 'function_call');
    if (call === undefined) complete = true;
    else answerCall(call);
  });
  return {
    unfollow,
    get complete() {
      return complete;
    },
    timing(endOfSpeech: number): TurnTiming {
      const [first] = deltas;
      if (first === undefined) throw new Error('The engine gave no spoken answer.');
      return {
        stoppedMs: stoppedAt - endOfSpeech,
        firstDeltaMs: first.at - endOfSpeech,
        firstSoundMs: firstSoundAt(deltas) - endOfSpeech,
        calls,
      };
    },
  };
}

/** Played from the first delta on; a later one may be late itself. */
function firstSoundAt(deltas: readonly { readonly at: number; readonly samples: Int16Array }[]): number {
  let due = deltas[0]?.at ?? Number.NaN;
  for (const { at, samples } of deltas) {
    due = Math.max(due, at);
    const loud = startOfSound(samples);
    if (loud >= 0) return due + samplesToMs(loud, PCM_RATE_HZ);
    due += samplesToMs(samples.length, PCM_RATE_HZ);
  }
  return Number.NaN;
}
