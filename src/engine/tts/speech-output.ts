import { floatToPcm16, PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import { createResampler, type Resampler } from '#shared/audio/resample.ts';
import type { Speech } from '../flite/flite.ts';

const FULL_SCALE = 32_768;
const PIECES_PER_SECOND = 5;

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
      resampler ??= createResampler({ fromHz: sampleRateHz, toHz: PCM_RATE_HZ });
      const step = Math.floor(sampleRateHz / PIECES_PER_SECOND);
      for (let start = 0; start < samples.length; start += step) {
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

function* nonEmpty(floats: Float32Array): Generator<Int16Array> {
  if (floats.length === 0) return;
  const piece = new Int16Array(floats.length);
  floatToPcm16(floats, piece);
  yield piece;
}
