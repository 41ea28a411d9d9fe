import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPTURE_FRAME_SAMPLES, createCaptureCore } from '#shared/audio/capture-core.ts';
import { floatToPcm16, msToSamples } from '#shared/audio/pcm16.ts';
import { PRE_ROLL_MS } from '#shared/audio/pre-roll.ts';
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

describe('a microphone that is kept open', () => {
  const turns = fc.array(
    fc.record({ quiet: fc.nat(20_000), spoken: fc.nat(3_000), wantsPreRoll: fc.boolean() }),
    { minLength: 1, maxLength: 5 },
  );

  it('B13 begins a turn with the last 300 ms before the key, and has no gap and no repetition', () => {
    expect(PRE_ROLL_MS).toBe(300);
    const bound = msToSamples(PRE_ROLL_MS, 24_000);
    // A sample's value is its place, so that a gap or a repetition shows.
    const room = Int16Array.from({ length: 5 * 23_000 }, (_, at) => (at % 32_767) + 1);
    fc.assert(
      fc.property(turns, fc.integer({ min: 1, max: 700 }), (given, chunk) => {
        let turn: number[] = [];
        let at = 0;
        const core = createCaptureCore(24_000, { onFrame: (samples) => turn.push(...samples), onLevel() {} });
        const hear = (count: number): void => {
          const heard = Float32Array.from(room.subarray(at, at + count), (sample) => sample / 32_768);
          for (let from = 0; from < count; from += chunk) core.push(heard.subarray(from, from + chunk));
          at += count;
        };
        for (const { quiet, spoken, wantsPreRoll } of given) {
          turn = [];
          core.keep();
          hear(quiet);
          expect(turn).toEqual([]);
          const pressedAt = at;
          core.deliver(wantsPreRoll ? 'kept' : 'forgotten');
          hear(spoken);
          core.finish();
          // Whole frames are kept, and the one that was being filled.
          const early = wantsPreRoll ? Math.min(quiet, bound + (quiet % CAPTURE_FRAME_SAMPLES)) : 0;
          expect(turn).toEqual([...room.subarray(pressedAt - early, at)]);
        }
      }),
    );
  });

  it('forgets everything when it is closed without a turn', () => {
    const { core, frames, levels } = record(24_000, []);
    core.keep();
    core.push(noise(10_000));
    core.finish();
    core.keep();
    core.deliver('kept');
    core.finish();
    expect({ frames, levels }).toEqual({ frames: [], levels: [] });
  });
});
