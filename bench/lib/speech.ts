import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FliteVoice } from '#engine/flite/flite.ts';
import { floatToPcm16, PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import { createPcm16Resampler } from '#shared/audio/resample.ts';
import { readWav } from '#shared/audio/wav.ts';
import { joined, synthesise } from '../../test/support/speech.ts';

/** Says a sentence: mono pcm16 at 24 kHz, silence around it left as the voice has it. */
export type Voice = { readonly name: string; say(text: string): Promise<Int16Array> };

/** A voice of the package's own flite. */
export function fliteVoice(voice: FliteVoice): Voice {
  return { name: `flite ${voice}`, say: (text) => synthesise(text, voice) };
}

/** A voice of the system's espeak-ng, such as `en-gb` or `en-us+f3`. Formant synthesis: no recording of anyone. */
export function espeakVoice(voice: string): Voice {
  return {
    name: `espeak-ng ${voice}`,
    async say(text) {
      const { stdout } = await promisify(execFile)('espeak-ng', ['-v', voice, '--stdout', text], {
        encoding: 'buffer',
        maxBuffer: 16 * 2 ** 20,
      });
      return fromWav(stdout);
    },
  };
}

/** Any WAV file at the rate of the wire. */
export function fromWav(bytes: Uint8Array): Int16Array {
  const { samples, sampleRateHz } = readWav(bytes);
  const pcm = new Int16Array(samples.length);
  floatToPcm16(samples, pcm);
  const resampler = createPcm16Resampler({ fromHz: sampleRateHz, toHz: PCM_RATE_HZ });
  return joined(resampler.process(pcm), resampler.flush());
}

/** -40 dBFS: quieter is silence to the ear. */
const AUDIBLE = 327;

/** First audible sample, -1 when there is none. */
export function startOfSound(samples: Int16Array): number {
  return samples.findIndex((sample) => Math.abs(sample) > AUDIBLE);
}

/** Index behind the last audible sample: the true end of speech. */
export function endOfSound(samples: Int16Array): number {
  return samples.findLastIndex((sample) => Math.abs(sample) > AUDIBLE) + 1;
}
