import { floatToPcm16, PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import { createResampler, type Resampler } from '#shared/audio/resample.ts';
import type { Speech } from '../flite/flite.ts';

const FULL_SCALE = 32_768;
const PIECES_PER_SECOND = 5;
/** Flite begins every sentence with about 230 ms of near silence, which the person who asked would wait for. -40 dBFS. */
const AUDIBLE = 328;
/** What is kept of it, so that no onset is clipped: 20 ms. */
const ONSETS_PER_SECOND = 50;

/** One response's sound at 24 kHz: one resampler for all of its sentences, so that their joins do not click. */
export type SpeechOutput = {
  /** Pieces of at most 200 ms, computed as they are taken. All speech of one output has the same rate. */
  pieces(speech: Speech, isLast: boolean): Generator<Int16Array>;
};

/** `gain` is applied to every sample; what it makes too loud is clamped. */
export function createSpeechOutput(gain: number): SpeechOutput {
  let resampler: Resampler | undefined;
  return {
    *pieces({ samples, sampleRateHz }, isLast) {
      const first = resampler === undefined ? onsetOf(samples, sampleRateHz) : 0;
      resampler ??= createResampler({ fromHz: sampleRateHz, toHz: PCM_RATE_HZ });
      const step = Math.floor(sampleRateHz / PIECES_PER_SECOND);
      for (let start = first; start < samples.length; start += step) {
        const part = Float32Array.from(
          samples.subarray(start, start + step),
          (sample) => (sample * gain) / FULL_SCALE,
        );
        yield* nonEmpty(resampler.process(part));
      }
      if (isLast) yield* nonEmpty(resampler.flush());
    },
  };
}

/** Where speech starts to be heard, a little earlier; 0 when it never does. */
function onsetOf(samples: Int16Array, sampleRateHz: number): number {
  const audible = samples.findIndex((sample) => Math.abs(sample) > AUDIBLE);
  return Math.max(0, audible - Math.floor(sampleRateHz / ONSETS_PER_SECOND));
}

function* nonEmpty(floats: Float32Array): Generator<Int16Array> {
  if (floats.length === 0) return;
  const piece = new Int16Array(floats.length);
  floatToPcm16(floats, piece);
  yield piece;
}
