import { createFliteTts } from '#engine/tts/flite-tts.ts';
import { append, type EngineClient, silence } from './engine-client.ts';

const WORKER = new URL('../../../src/engine/tts-worker.ts', import.meta.url);
const CHUNK_SAMPLES = 480;

/** Speech of the package's own synthesiser: mono pcm16 at 24 kHz. */
export async function speech(text: string, voice: string): Promise<Int16Array> {
  const tts = createFliteTts({ workerUrl: WORKER });
  const samples: number[] = [];
  for await (const piece of tts.speak(text, { voice, speed: 1 }, new AbortController().signal)) {
    samples.push(...piece);
  }
  await tts.close();
  return Int16Array.from(samples);
}

/** Sends sound in frames of 20 ms, as a microphone does, but without its pauses. */
export function sendSound(client: EngineClient, samples: Int16Array): void {
  for (let at = 0; at < samples.length; at += CHUNK_SAMPLES) {
    const chunk = samples.slice(at, at + CHUNK_SAMPLES);
    client.send(append(Buffer.from(chunk.buffer).toString('base64')));
  }
}

/** The pause that ends a turn. */
export function sendSilence(client: EngineClient, ms: number): void {
  for (let at = 0; at < ms; at += 20) client.send(append(silence(20)));
}
