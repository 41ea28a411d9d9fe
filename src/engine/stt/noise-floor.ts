/** How far below the loudest speech the added noise lies: -48 dB, inaudible beside it. */
const RELATIVE_LEVEL = 0.004;
/** What the memory of the loudest frame keeps from one 10 ms frame to the next: half of it is gone after 69 s of sound. */
const LOUDNESS_DECAY = 0.9999;

/**
 * Puts a little steady noise under denoised speech. Between words RNNoise leaves digital silence, on which the decoder's mean
 * normalisation and its model of silence go astray. Right sentences with pink noise at 20 and 10 dB: 86 and 77 % without it (two
 * voices, 56 sentences), 95 and 87 % with it and the wider beams of `decoder.ts` (three voices, 84 sentences).
 */
export type NoiseFloor = {
  /** In place; `frame` is 10 ms long. */
  addTo(frame: Float32Array): void;
};

export function createNoiseFloor(): NoiseFloor {
  let loudness = 0;
  let seed = 1;
  /** Uniform in -1..1, the same sequence each time: a recording is recognised the same way twice. */
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 31 - 1;
  };
  return {
    addTo(frame) {
      loudness = Math.max(rootMeanSquare(frame), loudness * LOUDNESS_DECAY);
      // A uniform distribution of this height has the wanted root mean square.
      const height = loudness * RELATIVE_LEVEL * Math.sqrt(3);
      for (let i = 0; i < frame.length; i += 1) frame[i] = (frame[i] as number) + height * random();
    },
  };
}

function rootMeanSquare(frame: Float32Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return Math.sqrt(sum / frame.length);
}
