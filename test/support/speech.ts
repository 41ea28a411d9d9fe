import { type Flite, type FliteVoice, loadFlite } from '#engine/flite/flite.ts';
import { toSpokenText } from '#engine/tts/spoken-text.ts';
import { msToSamples, PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import { createPcm16Resampler } from '#shared/audio/resample.ts';

/** Voices made of recorded speech, which the recogniser hears like people: an American man, an American woman, a Scottish man. */
export const SPEAKERS = ['rms', 'slt', 'awb'] as const satisfies readonly FliteVoice[];

let flite: Promise<Flite> | undefined;
const spoken = new Map<string, Promise<Int16Array>>();

/** Real speech from the project's own synthesiser: mono pcm16 at 24 kHz, the same each time, kept for the life of the process. */
export function synthesise(text: string, voice: FliteVoice = 'rms'): Promise<Int16Array> {
  const key = `${voice}:${text}`;
  const samples = spoken.get(key) ?? speak(text, voice);
  spoken.set(key, samples);
  return samples;
}

async function speak(text: string, voice: FliteVoice): Promise<Int16Array> {
  flite ??= loadFlite();
  const { samples, sampleRateHz } = await (await flite).synthesise(toSpokenText(text), voice, 1);
  const resampler = createPcm16Resampler({ fromHz: sampleRateHz, toHz: PCM_RATE_HZ });
  return joined(resampler.process(samples), resampler.flush());
}

export function silence(ms: number): Int16Array {
  return new Int16Array(msToSamples(ms, PCM_RATE_HZ));
}

export function joined(...parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Speech as a turn is recorded: silence before and after it, in ms. */
export function padded(samples: Int16Array, { before = 400, after = 600 } = {}): Int16Array {
  return joined(silence(before), samples, silence(after));
}

/** Pieces as they come from a microphone; the last may be shorter. */
export function* chunked(samples: Int16Array, chunkMs: number): Generator<Int16Array> {
  const size = msToSamples(chunkMs, PCM_RATE_HZ);
  for (let start = 0; start < samples.length; start += size) yield samples.slice(start, start + size);
}

/** Pink noise under all of the samples, `snrDb` below the level of what is louder than a whisper in them. The same each time. */
export function withNoise(samples: Int16Array, snrDb: number, seed = 1): Int16Array {
  const noise = pinkNoise(samples.length, seed);
  const gain = (speechLevel(samples) / levelOf(noise)) * 10 ** (-snrDb / 20);
  return samples.map((sample, index) => Math.round(sample + gain * (noise[index] as number)));
}

/** Pink noise alone, at a level in pcm16 units (root mean square). */
export function noiseAt(level: number, ms: number, seed = 1): Int16Array {
  const noise = pinkNoise(msToSamples(ms, PCM_RATE_HZ), seed);
  const gain = level / levelOf(noise);
  return Int16Array.from(noise, (sample) => gain * sample);
}

function levelOf(samples: Iterable<number>): number {
  const squares = Array.from(samples, (sample) => sample * sample);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

const WHISPER = 328;

function speechLevel(samples: Int16Array): number {
  return levelOf(samples.filter((sample) => Math.abs(sample) > WHISPER));
}

/** White noise through Voss and McCartney's rows: row k changes every 2^k samples, which falls off by 3 dB an octave. */
function pinkNoise(length: number, seed: number): Float64Array {
  const rows = new Float64Array(12);
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return Float64Array.from({ length }, (_, index) => {
    rows[Math.min(rows.length - 1, 31 - Math.clz32((index + 1) & -(index + 1)))] = random();
    return rows.reduce((sum, row) => sum + row, random());
  });
}
