import { PCM_RATE_HZ, pcm16ToFloat } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';
import type { Denoiser } from '../stages.ts';
import { createNoiseFloor } from './noise-floor.ts';

/** What lies between the microphone and the decoders. */
export type FrontEnd = {
  /** Pcm16 at 24 kHz in, denoised floats at 48 kHz out, in whole frames of the denoiser; the rest waits for more. */
  process(samples: Int16Array): Float32Array;
  /** The rest of the utterance, filled up with silence; the next `process` begins a new one. */
  flush(): Float32Array;
};

/** How far RNNoise's output lags, so that the end of the utterance is not lost in it. */
const DENOISER_DELAY_FRAMES = 2;

/** The denoiser is not reset between utterances: microphone and room stay, and it has learnt their noise. */
export function createFrontEnd(denoiser: Denoiser): FrontEnd {
  const { frameSamples, sampleRateHz } = denoiser.info;
  const resampler = createResampler({ fromHz: PCM_RATE_HZ, toHz: sampleRateHz });
  const noiseFloor = createNoiseFloor();
  let rest = new Float32Array();

  const denoise = (samples: Float32Array): Float32Array => {
    const joined = new Float32Array(rest.length + samples.length);
    joined.set(rest);
    joined.set(samples, rest.length);
    const end = joined.length - (joined.length % frameSamples);
    rest = joined.slice(end);
    for (let start = 0; start < end; start += frameSamples) {
      const frame = joined.subarray(start, start + frameSamples);
      denoiser.process(frame);
      noiseFloor.addTo(frame);
    }
    return joined.subarray(0, end);
  };

  return {
    process(samples) {
      const floats = new Float32Array(samples.length);
      pcm16ToFloat(samples, floats);
      return denoise(resampler.process(floats));
    },
    flush() {
      const last = resampler.flush();
      const toWholeFrame = frameSamples - ((rest.length + last.length) % frameSamples);
      const filled = new Float32Array(last.length + toWholeFrame + DENOISER_DELAY_FRAMES * frameSamples);
      filled.set(last);
      return denoise(filled);
    },
  };
}
