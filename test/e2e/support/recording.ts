import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { floatToPcm16, PCM_RATE_HZ, pcm16ToFloat } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';
import { writeWav } from '#shared/audio/wav.ts';
import { joined, silence, synthesise } from '../../support/speech.ts';

/** A microphone recording: sentences, pauses in ms, speech played backwards, which nobody understands, and any other sound. */
export type Part =
  | { readonly say: string }
  | { readonly pauseMs: number }
  | { readonly garble: string }
  | { readonly sound: Int16Array };

/** Chromium's fake microphone runs at this rate and takes no other without conversion. */
const MICROPHONE_HZ = 48_000;

export async function record(parts: readonly Part[]): Promise<Int16Array> {
  return joined(...(await Promise.all(parts.map(samplesOf))));
}

async function samplesOf(part: Part): Promise<Int16Array> {
  if ('pauseMs' in part) return silence(part.pauseMs);
  if ('sound' in part) return part.sound;
  if ('say' in part) return synthesise(part.say);
  return (await synthesise(part.garble)).toReversed();
}

/** Writes the recording as a WAV at the project's own rate; answers its path. */
export async function writeRecording(folder: string, samples: Int16Array): Promise<string> {
  const file = join(folder, 'question.wav');
  await writeFile(file, writeWav({ samples, sampleRateHz: PCM_RATE_HZ }));
  return file;
}

/** Writes the recording for Chromium's fake microphone; answers its path. */
export async function writeMicrophone(folder: string, samples: Int16Array): Promise<string> {
  const floats = new Float32Array(samples.length);
  pcm16ToFloat(samples, floats);
  const resampler = createResampler({ fromHz: PCM_RATE_HZ, toHz: MICROPHONE_HZ });
  const parts = [resampler.process(floats), resampler.flush()];
  const wide = parts.map((part) => {
    const pcm = new Int16Array(part.length);
    floatToPcm16(part, pcm);
    return pcm;
  });
  const file = join(folder, 'microphone.wav');
  await writeFile(file, writeWav({ samples: joined(...wide), sampleRateHz: MICROPHONE_HZ }));
  return file;
}
