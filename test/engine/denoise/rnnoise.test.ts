import { describe, expect, test } from 'vitest';
import { createRnnoise } from '#engine/denoise/rnnoise.ts';
import { pcm16ToFloat } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';
import { noiseAt, padded, synthesise, withNoise } from '../../support/speech.ts';

const FRAME = 480;
const DELAY = 2 * FRAME;

function at48kHz(samples: Int16Array): Float32Array {
  const floats = new Float32Array(samples.length);
  pcm16ToFloat(samples, floats);
  return createResampler({ fromHz: 24_000, toHz: 48_000 }).process(floats);
}

function denoised(samples: Float32Array): Float32Array {
  const denoiser = createRnnoise();
  const output = samples.slice(0, samples.length - (samples.length % FRAME));
  for (let start = 0; start < output.length; start += FRAME)
    denoiser.process(output.subarray(start, start + FRAME));
  denoiser.close();
  return output;
}

function energy(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0);
}

/** How alike `a` and the later `b` are, 0..1. */
function correlation(a: Float32Array, b: Float32Array): number {
  const shifted = b.subarray(DELAY);
  const product = shifted.reduce((sum, sample, index) => sum + sample * (a[index] ?? 0), 0);
  return product / Math.sqrt(energy(a.subarray(0, shifted.length)) * energy(shifted));
}

describe('the noise suppressor', () => {
  test('takes noise away by more than 20 dB', () => {
    const noise = at48kHz(noiseAt(1000, 3000));
    const secondHalf = (samples: Float32Array): Float32Array => samples.subarray(samples.length / 2);
    expect(energy(secondHalf(denoised(noise)))).toBeLessThan(0.01 * energy(secondHalf(noise)));
  });

  test('leaves clean speech what it was', async () => {
    const speech = at48kHz(padded(await synthesise('what time is it', 'rms')));
    expect(correlation(speech, denoised(speech))).toBeGreaterThan(0.95);
  });

  test('brings noisy speech nearer to the clean one', async () => {
    const clean = padded(await synthesise('what time is it', 'rms'));
    const noisy = at48kHz(withNoise(clean, 5));
    const delayed = new Float32Array(noisy.length + DELAY);
    delayed.set(noisy, DELAY);
    expect(correlation(at48kHz(clean), denoised(noisy))).toBeGreaterThan(
      correlation(at48kHz(clean), delayed),
    );
  });

  test('starts anew after a reset', async () => {
    const speech = at48kHz(await synthesise('hello', 'slt')).subarray(0, 40 * FRAME);
    const denoiser = createRnnoise();
    const run = (): number[] => {
      const samples = speech.slice();
      for (let start = 0; start < samples.length; start += FRAME)
        denoiser.process(samples.subarray(start, start + FRAME));
      return [...samples];
    };
    const first = run();
    denoiser.reset();
    expect(run()).toEqual(first);
    denoiser.close();
  });

  test('refuses a frame of another length, and any after it is closed', () => {
    const denoiser = createRnnoise();
    expect(() => denoiser.process(new Float32Array(512))).toThrow('480 samples, not 512');
    denoiser.close();
    denoiser.close();
    expect(() => denoiser.process(new Float32Array(FRAME))).toThrow(
      expect.objectContaining({ reason: 'closed' }),
    );
    expect(() => denoiser.reset()).toThrow(expect.objectContaining({ reason: 'closed' }));
  });
});
