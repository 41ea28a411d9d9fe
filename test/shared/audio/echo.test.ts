import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmEcho, createSweep, findEcho } from '#shared/audio/echo.ts';
import { synthesise } from '../../support/speech.ts';

const RATE_HZ = 24_000;
const HEARD_SAMPLES = 0.62 * RATE_HZ;
const sweep = createSweep(RATE_HZ);

/** Even numbers in -1..1 that are the same each time (xorshift). */
function noiseOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
}

type Room = {
  readonly seed?: number;
  readonly delay?: number;
  /** Of the sound that comes straight, as a share of what was played. */
  readonly gain?: number;
  /** Peak of the noise. */
  readonly noise?: number;
  /** Strength of each of 300 reflections at the start; they die away by 60 dB in this time, s. */
  readonly reverb?: { readonly gain: number; readonly seconds: number };
};

/** What a microphone in a room hears while the sweep is played. */
function hear({ seed = 1, delay = 0, gain = 0, noise = 0, reverb }: Room): Float32Array {
  const random = noiseOf(seed);
  const heard = Float32Array.from({ length: HEARD_SAMPLES }, () => noise * random());
  const arrive = (at: number, share: number): void => {
    for (let index = 0; index < sweep.length && at + index < heard.length; index += 1) {
      heard[at + index] = (heard[at + index] as number) + share * (sweep[index] as number);
    }
  };
  arrive(delay, gain);
  for (let reflection = 0; reflection < (reverb === undefined ? 0 : 300); reflection += 1) {
    const { gain: share, seconds } = reverb ?? { gain: 0, seconds: 1 };
    const afterS = ((random() + 1) / 2) * seconds;
    arrive(delay + Math.round(afterS * RATE_HZ), share * random() * 10 ** ((-3 * afterS) / seconds));
  }
  return heard;
}

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);

describe('the echo of a loudspeaker', () => {
  it('is found with its delay and its loss, however late, faint and noisy it is', () => {
    const rooms = fc.record({
      seed: fc.integer({ min: 1, max: 2 ** 30 }),
      delay: fc.integer({ min: 0, max: HEARD_SAMPLES - sweep.length }),
      lossDb: fc.integer({ min: 0, max: 50 }),
      /** Of the echo over the noise. */
      aboveNoiseDb: fc.integer({ min: -3, max: 40 }),
    });
    fc.assert(
      fc.property(rooms, ({ seed, delay, lossDb, aboveNoiseDb }) => {
        const gain = 10 ** (-lossDb / 20);
        // Even noise of this peak has 1/√3 of it as its effective value.
        const noise = gain * rms(sweep) * 10 ** (-aboveNoiseDb / 20) * Math.sqrt(3);
        const echo = findEcho(sweep, hear({ seed, delay, gain, noise }), RATE_HZ);
        expect(Math.abs((echo?.delayMs ?? Number.NaN) - delay / 24)).toBeLessThan(0.2);
        expect(Math.abs((echo?.lossDb ?? Number.NaN) - lossDb)).toBeLessThan(1.5);
      }),
      { numRuns: 25 },
    );
  });

  it('is found in a room that rings', () => {
    const room = { delay: 2_000, gain: 0.1, noise: 0.003, reverb: { gain: 0.02, seconds: 0.5 } };
    for (const seed of [1, 22, 333]) {
      const echo = findEcho(sweep, hear({ ...room, seed }), RATE_HZ);
      expect(echo?.delayMs).toBeCloseTo(83.3, 0);
      expect(Math.abs((echo?.lossDb ?? 0) - 20)).toBeLessThan(3);
    }
  });

  it('is found when the loudspeaker is wired the other way round', () => {
    expect(findEcho(sweep, hear({ delay: 480, gain: -0.5 }), RATE_HZ)).toEqual({
      delayMs: 20,
      lossDb: expect.closeTo(6.02, 1),
    });
  });

  it('is not found where there is none: in noise, hum, silence, or what a canceller leaves 20 dB below the noise', () => {
    const hum = Float32Array.from({ length: HEARD_SAMPLES }, (_, at) =>
      Math.sin((2 * Math.PI * 100 * at) / RATE_HZ),
    );
    const rooms = [
      ...[1, 2, 3, 4].map((seed) => hear({ seed, noise: 0.1 })),
      hum,
      new Float32Array(HEARD_SAMPLES),
      hear({ delay: 900, gain: 0.001, noise: 0.01 * rms(sweep) * Math.sqrt(3) }),
    ];
    for (const room of rooms) expect(findEcho(sweep, room, RATE_HZ)).toBeUndefined();
  });

  it('is not found in the words of somebody who talks meanwhile', async () => {
    const words = Float32Array.from(
      await synthesise('nobody expects an echo to say this'),
      (s) => s / 32_768,
    );
    for (let from = 0; from + HEARD_SAMPLES < words.length; from += HEARD_SAMPLES) {
      expect(findEcho(sweep, words.subarray(from, from + HEARD_SAMPLES), RATE_HZ)).toBeUndefined();
    }
  });
});

describe('several sweeps', () => {
  it('confirm an echo that stays in its place', () => {
    const last = { delayMs: 82, lossDb: 31 };
    expect(confirmEcho([undefined, { delayMs: 80, lossDb: 20 }, last])).toBe(last);
  });

  it.each([
    ['one that a canceller has learnt to remove', [{ delayMs: 80, lossDb: 20 }, undefined]],
    ['one that was heard once', [undefined, { delayMs: 80, lossDb: 20 }]],
    [
      'likenesses by chance',
      [
        { delayMs: 80, lossDb: 20 },
        { delayMs: 400, lossDb: 20 },
      ],
    ],
  ])('do not confirm %s', (_, findings) => {
    expect(confirmEcho(findings)).toBeUndefined();
  });
});
