import { samplesToMs } from './pcm16.ts';

/** What of the loudspeaker's sound comes back by the microphone. */
export type Echo = {
  /** From the page to the loudspeaker, through the room, and back to the page, ms. */
  readonly delayMs: number;
  /** How much fainter it comes back than it was played, dB. */
  readonly lossDb: number;
};

const SWEEP_S = 0.12;
/** Where voices are, small loudspeakers still play, and echo cancellers work. */
const SWEEP_HZ = [500, 5_000] as const;
/** Fades keep it from clicking, s. */
const FADE_S = 0.01;
/**
 * The likeness (correlation, 0..1) from which on it is the sweep. Noise alone stays below 0.15 over half a second: a sweep of
 * 120 ms and 4.5 kHz has about a thousand independent values. 0.25 is an echo 12 dB below the room's noise, which wakes no
 * voice detector.
 */
const MIN_LIKENESS = 0.25;

/** A rising tone, -1..1: what comes back of it is told from everything else by its shape. */
export function createSweep(rateHz: number): Float32Array {
  const [fromHz, toHz] = SWEEP_HZ;
  return Float32Array.from({ length: Math.round(SWEEP_S * rateHz) }, (_, index) => {
    const at = index / rateHz;
    const turns = fromHz * at + ((toHz - fromHz) * at ** 2) / (2 * SWEEP_S);
    const fade = Math.min(1, at / FADE_S, (SWEEP_S - at) / FADE_S);
    return Math.sin(2 * Math.PI * turns) * fade;
  });
}

/**
 * Looks for `played` in what the microphone `heard` since it began to play, at the same rate: the place where the two are most
 * alike (normalised cross-correlation). `undefined` when it is nowhere.
 */
export function findEcho(played: Float32Array, heard: Float32Array, rateHz: number): Echo | undefined {
  const playedEnergy = energyOf(played);
  let heardEnergy = energyOf(heard.subarray(0, played.length));
  let best = { likeness: 0, lag: 0, gain: 0 };
  for (let lag = 0; lag + played.length <= heard.length; lag += 1) {
    const product = dot(played, heard, lag);
    const likeness = Math.abs(product) / Math.sqrt(playedEnergy * Math.max(heardEnergy, Number.EPSILON));
    if (likeness > best.likeness) best = { likeness, lag, gain: Math.abs(product) / playedEnergy };
    heardEnergy += (heard[lag + played.length] ?? 0) ** 2 - (heard[lag] as number) ** 2;
  }
  if (best.likeness < MIN_LIKENESS) return undefined;
  return { delayMs: samplesToMs(best.lag, rateHz), lossDb: -20 * Math.log10(best.gain) };
}

/** Two findings of the same echo differ by less, ms: a likeness by chance is somewhere else each time. */
const SAME_DELAY_MS = 5;

/** The last of several findings, if the one before agrees with it. */
export function confirmEcho(findings: readonly (Echo | undefined)[]): Echo | undefined {
  const [before, last] = findings.slice(-2);
  if (before === undefined || last === undefined) return undefined;
  return Math.abs(before.delayMs - last.delayMs) < SAME_DELAY_MS ? last : undefined;
}

function energyOf(samples: Float32Array): number {
  return dot(samples, samples, 0);
}

function dot(one: Float32Array, other: Float32Array, from: number): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) {
    sum += (one[index] as number) * (other[from + index] as number);
  }
  return sum;
}
