import { HarkError } from '../base/errors.ts';

/** A low-pass filter cut into phases: phase p holds the taps for an output that falls p/phases between two inputs. */
export type ResampleKernel = {
  /** Output samples per `stride` input samples: the two rates without their common divisor. */
  readonly phases: number;
  readonly stride: number;
  /** Inputs that one output is made of; a multiple of 4. */
  readonly taps: number;
  /** `phases` rows of `taps` coefficients. */
  readonly coefficients: Float64Array;
};

/**
 * Half the filter's length, in samples of the slower rate. With the window below, what lies under 5/6 of that rate's Nyquist
 * passes and what lies over 7/6 of it is gone; a shorter filter would widen the band between.
 */
const HALF_WIDTH = 20;
/** Shape of the Kaiser window, for A = 102 dB in the stop band: β = 0.1102 · (A − 8.7) (Kaiser, 1974). */
const KAISER_BETA = 10.3;
/** 16 MB of coefficients: every usual pair needs less than 300 KB, a pair of large primes could ask for gigabytes. */
const MAX_COEFFICIENTS = 2 ** 21;

/** Designs the filter for a pair of rates in whole Hz. Throws `invalid_input` for rates no table can be made for. */
export function designResampleKernel(fromHz: number, toHz: number): ResampleKernel {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const phases = toHz / divisor;
  const stride = fromHz / divisor;
  // Distances are in input samples from here on.
  const slowdown = Math.max(1, fromHz / toHz);
  const reach = HALF_WIDTH * slowdown;
  const taps = 4 * Math.ceil(reach / 2);
  if (phases * taps > MAX_COEFFICIENTS) {
    throw new HarkError(
      'invalid_input',
      `Cannot convert ${fromHz} Hz to ${toHz} Hz: the rates have too little in common`,
    );
  }
  const coefficients = new Float64Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    const row = coefficients.subarray(phase * taps, (phase + 1) * taps);
    fillRow(row, phase / phases, { slowdown, reach });
  }
  return { phases, stride, taps, coefficients };
}

/** The windowed sinc, shifted by `fraction` of an input sample and scaled to pass a constant unchanged. */
function fillRow(row: Float64Array, fraction: number, filter: { slowdown: number; reach: number }): void {
  let sum = 0;
  for (let tap = 0; tap < row.length; tap += 1) {
    const distance = tap - row.length / 2 + 1 - fraction;
    const value = sinc(distance / filter.slowdown) * kaiser(distance / filter.reach);
    row[tap] = value;
    sum += value;
  }
  for (let tap = 0; tap < row.length; tap += 1) row[tap] = (row[tap] as number) / sum;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Kaiser window over -1..1, not scaled. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x));
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let order = 1; term > sum * 1e-17; order += 1) {
    term *= (x / (2 * order)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
