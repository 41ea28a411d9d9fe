import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURE_FRAME_SAMPLES, createCaptureCore } from '#shared/audio/capture-core.ts';
import { floatToPcm16 } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';

function record(contextHz: number, chunks: readonly Float32Array[]) {
  const frames: Int16Array[] = [];
  const levels: { rmsDbfs: number; peakDbfs: number }[] = [];
  const core = createCaptureCore(contextHz, {
    onFrame: (samples) => frames.push(samples.slice()),
    onLevel: (rmsDbfs, peakDbfs) => levels.push({ rmsDbfs, peakDbfs }),
  });
  for (const chunk of chunks) core.push(chunk);
  core.finish();
  return { core, frames, levels, samples: Int16Array.of(...frames.flatMap((frame) => [...frame])) };
}

const noise = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => Math.sin(index * index) * 0.9);

const cut = (input: Float32Array, lengths: readonly number[]): Float32Array[] => {
  const chunks: Float32Array[] = [];
  let start = 0;
  for (const length of [...lengths, input.length]) {
    chunks.push(input.subarray(start, start + length));
    start += length;
  }
  return chunks;
};

const toPcm16 = (floats: Float32Array): Int16Array => {
  const samples = new Int16Array(floats.length);
  floatToPcm16(floats, samples);
  return samples;
};

describe('capture', () => {
  it('delivers frames of 20 ms and a tail, every sample once, however the input is cut', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.array(fc.nat(600), { maxLength: 10 }), (count, lengths) => {
        const input = noise(count);
        const { frames, samples } = record(24_000, cut(input, lengths));
        expect(samples).toEqual(toPcm16(input));
        expect(frames.slice(0, -1).every((frame) => frame.length === CAPTURE_FRAME_SAMPLES)).toBe(true);
        expect(frames.length).toBe(Math.ceil(count / CAPTURE_FRAME_SAMPLES));
      }),
    );
  });

  it.each([16_000, 44_100, 48_000])('resamples a context of %i Hz, the end included', (contextHz) => {
    const input = noise(5000);
    const resampler = createResampler({ fromHz: contextHz, toHz: 24_000 });
    const expected = Float32Array.of(...resampler.process(input), ...resampler.flush());
    const { samples } = record(
      contextHz,
      cut(
        input,
        Array.from({ length: 39 }, () => 128),
      ),
    );
    expect(samples).toEqual(toPcm16(expected));
  });

  it('begins every recording anew', () => {
    const { core, frames } = record(48_000, [noise(1000)]);
    const first = frames.splice(0);
    core.push(noise(1000));
    core.finish();
    expect(frames).toEqual(first);
  });

  it('delivers nothing for an empty recording', () => {
    expect(record(24_000, []).frames).toEqual([]);
  });

  it('tells the level every two frames, each for its own stretch', () => {
    const loud = new Float32Array(2 * CAPTURE_FRAME_SAMPLES).fill(0.1);
    const { levels } = record(24_000, [loud, new Float32Array(3 * CAPTURE_FRAME_SAMPLES)]);
    expect(levels).toHaveLength(2);
    expect(levels[0]?.rmsDbfs).toBeCloseTo(-20, 4);
    expect(levels[0]?.peakDbfs).toBeCloseTo(-20, 4);
    expect(levels[1]).toEqual({ rmsDbfs: -100, peakDbfs: -100 });
  });
});
