import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPcm16Resampler, createResampler, type ResamplerRates } from '#shared/audio/resample.ts';

const RATES = [48_000, 44_100, 24_000, 16_000, 8_000];
const PAIRS = RATES.flatMap((fromHz) =>
  RATES.filter((toHz) => toHz !== fromHz).map((toHz): ResamplerRates => ({ fromHz, toHz })),
);
const HALF_SCALE = 0.5;

const sine = (hz: number, rateHz: number, count: number): Float32Array =>
  Float32Array.from(
    { length: count },
    (_, index) => HALF_SCALE * Math.sin((2 * Math.PI * hz * index) / rateHz),
  );

/** All of it at once. */
const convert = (rates: ResamplerRates, input: Float32Array): Float32Array => {
  const resampler = createResampler(rates);
  return Float32Array.of(...resampler.process(input), ...resampler.flush());
};

/** Away from both ends, where the silence around the signal is heard through the filter. */
const middle = (samples: Float32Array): Float32Array => samples.subarray(300, samples.length - 300);

const decibels = (powerRatio: number): number => 10 * Math.log10(powerRatio);
const power = (samples: Float32Array): number => samples.reduce((sum, x) => sum + x * x, 0) / samples.length;

/** Least-squares fit of a sine of known frequency: its amplitude, and its power over that of everything else. */
function measureTone(
  samples: Float32Array,
  hz: number,
  rateHz: number,
): { amplitude: number; thdnDb: number } {
  const step = (2 * Math.PI * hz) / rateHz;
  let [ss, cc, sc, ys, yc] = [0, 0, 0, 0, 0];
  for (const [index, y] of samples.entries()) {
    const [s, c] = [Math.sin(step * index), Math.cos(step * index)];
    ss += s * s;
    cc += c * c;
    sc += s * c;
    ys += y * s;
    yc += y * c;
  }
  const determinant = ss * cc - sc * sc;
  const [a, b] = [(ys * cc - yc * sc) / determinant, (yc * ss - ys * sc) / determinant];
  let rest = 0;
  for (const [index, y] of samples.entries()) {
    rest += (y - a * Math.sin(step * index) - b * Math.cos(step * index)) ** 2;
  }
  const amplitude = Math.hypot(a, b);
  return { amplitude, thdnDb: decibels((amplitude ** 2 / 2) * (samples.length / rest)) };
}

describe.each(PAIRS)('resampling $fromHz Hz to $toHz Hz', (rates) => {
  const slower = Math.min(rates.fromHz, rates.toHz);
  const seconds = 0.2;
  const count = seconds * rates.fromHz;

  it.each([1, 5, 10])('keeps a tone at %i/24 of the slower rate clean and as loud as it was', (part) => {
    const hz = (slower * part) / 24;
    const { amplitude, thdnDb } = measureTone(
      middle(convert(rates, sine(hz, rates.fromHz, count))),
      hz,
      rates.toHz,
    );
    expect(thdnDb).toBeGreaterThan(100);
    expect(Math.abs(decibels((amplitude / HALF_SCALE) ** 2))).toBeLessThan(0.001);
  });

  it('removes tones that the slower rate cannot carry, from 14/24 of it up', () => {
    for (let hz = (slower * 14) / 24; hz < rates.fromHz / 2; hz += slower / 50) {
      const output = middle(convert(rates, sine(hz, rates.fromHz, count)));
      expect(decibels(power(output) / (HALF_SCALE ** 2 / 2))).toBeLessThan(-100);
    }
  });

  it('makes an output sample for every time that lies within the input', () => {
    fc.assert(
      fc.property(fc.nat(3000), (length) => {
        const output = convert(rates, new Float32Array(length));
        expect(output.length).toBe(Math.ceil((length * rates.toHz) / rates.fromHz));
      }),
      { numRuns: 30 },
    );
  });

  it('gives bit-identical samples however the input is cut', () => {
    const input = fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 1500 });
    fc.assert(
      fc.property(input, fc.array(fc.nat(700), { maxLength: 12 }), (samples, cuts) => {
        const resampler = createResampler(rates);
        const pieces: Float32Array[] = [];
        let start = 0;
        for (const length of [...cuts, samples.length]) {
          pieces.push(resampler.process(samples.subarray(start, start + length)));
          start += length;
        }
        pieces.push(resampler.flush());
        expect(Float32Array.of(...pieces.flatMap((piece) => [...piece]))).toEqual(convert(rates, samples));
      }),
      { numRuns: 30 },
    );
  });
});

describe('resampler', () => {
  it('does not delay: an impulse stays where it was', () => {
    const input = new Float32Array(1000);
    input[500] = 1;
    const output = convert({ fromHz: 48_000, toHz: 24_000 }, input);
    expect(output.indexOf(Math.max(...output))).toBe(250);
  });

  it('passes a constant unchanged', () => {
    const output = middle(convert({ fromHz: 44_100, toHz: 24_000 }, new Float32Array(4410).fill(0.25)));
    for (const sample of output) expect(sample).toBeCloseTo(0.25, 7);
  });

  it('begins anew after flush', () => {
    const resampler = createResampler({ fromHz: 44_100, toHz: 16_000 });
    const input = sine(440, 44_100, 1234);
    const first = [...resampler.process(input), ...resampler.flush()];
    expect([...resampler.process(input), ...resampler.flush()]).toEqual(first);
  });

  it('copies bit by bit when the rates are equal', () => {
    const input = sine(440, 24_000, 500);
    expect(convert({ fromHz: 24_000, toHz: 24_000 }, input)).toEqual(input);
  });

  it('writes into given memory no more than it announced', () => {
    const resampler = createResampler({ fromHz: 8_000, toHz: 44_100 });
    for (const length of [0, 1, 128, 513]) {
      const room = resampler.maxOutput(length);
      expect(resampler.processInto(new Float32Array(length), new Float32Array(room))).toBeLessThanOrEqual(
        room,
      );
    }
    expect(resampler.flushInto(new Float32Array(resampler.maxOutput(0)))).toBeLessThanOrEqual(
      resampler.maxOutput(0),
    );
  });

  it.each([
    [0, 24_000],
    [24_000, -1],
    [44_100.5, 24_000],
    [24_000, Number.NaN],
  ])('refuses %d Hz to %d Hz', (fromHz, toHz) => {
    expect(() => createResampler({ fromHz, toHz })).toThrow('whole number of Hz');
  });

  it('refuses rates whose filter would not fit into memory', () => {
    expect(() => createResampler({ fromHz: 191_999, toHz: 24_001 })).toThrow('too little in common');
  });
});

describe('pcm16 resampler', () => {
  it('brings a tone from 24 to 48 kHz and back with no more than rounding noise', () => {
    const tone = Int16Array.from(sine(1000, 24_000, 4800), (x) => Math.round(x * 32_768));
    const up = createPcm16Resampler({ fromHz: 24_000, toHz: 48_000 });
    const down = createPcm16Resampler({ fromHz: 48_000, toHz: 24_000 });
    const wide = Int16Array.of(...up.process(tone), ...up.flush());
    const back = Int16Array.of(...down.process(wide), ...down.flush());
    expect(back.length).toBe(tone.length);
    const floats = middle(Float32Array.from(back, (x) => x / 32_768));
    expect(measureTone(floats, 1000, 24_000).thdnDb).toBeGreaterThan(88);
  });
});
