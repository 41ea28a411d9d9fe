import { HarkError } from '../base/errors.ts';
import { floatToPcm16, pcm16ToFloat } from './pcm16.ts';
import { designResampleKernel, type ResampleKernel } from './resample-kernel.ts';

export type ResamplerRates = { readonly fromHz: number; readonly toHz: number };

/**
 * A stream at one rate becomes a stream at another. How the input is cut into chunks changes no bit of the output, and
 * output n stands at the time of input n · from / to: no delay, `ceil(inputs · to / from)` samples in all.
 */
export type Resampler = {
  /** What can be told from the input so far; the rest follows with later input or with `flush`. */
  process(input: Float32Array): Float32Array;
  /** The end of the stream; the next `process` begins a new one. */
  flush(): Float32Array;
  /** `process` without allocation: writes to `output`, which must hold `maxOutput(input.length)`; returns how many. */
  processInto(input: Float32Array, output: Float32Array): number;
  /** `flush` without allocation; needs room for `maxOutput(0)`. */
  flushInto(output: Float32Array): number;
  /** Room that is enough for the output of so many input samples. */
  maxOutput(inputSamples: number): number;
};

export type Pcm16Resampler = {
  process(input: Int16Array): Int16Array;
  flush(): Int16Array;
};

/** Input is taken in blocks of this many samples, which bounds the memory of the delay line. */
const BLOCK_SAMPLES = 512;

/**
 * A streaming polyphase FIR resampler between whole rates in Hz. Throws `invalid_input` for rates it cannot pair.
 * Measured over all pairs of 48, 44.1, 24, 16 and 8 kHz, with sines at half scale (test/shared/audio/resample.test.ts asserts
 * the bounds in brackets; frequencies in parts of the slower rate, so 10/24 and 14/24 mean 10 and 14 kHz for 48 → 24):
 * THD+N up to 10/24: 107 dB (≥ 100); ripple up to 10/24: 0.00004 dB (≤ 0.001); aliases of tones from 14/24 up: -102 dB
 * (≤ -100). Tones between fold back attenuated less. About 1.2 ms of CPU per second of audio for 48 → 24.
 */
export function createResampler({ fromHz, toHz }: ResamplerRates): Resampler {
  requireRate('fromHz', fromHz);
  requireRate('toHz', toHz);
  const core = fromHz === toHz ? createCopier() : createConverter(designResampleKernel(fromHz, toHz));
  return {
    ...core,
    process(input) {
      const output = new Float32Array(core.maxOutput(input.length));
      return output.slice(0, core.processInto(input, output));
    },
    flush() {
      const output = new Float32Array(core.maxOutput(0));
      return output.slice(0, core.flushInto(output));
    },
  };
}

/** The same for pcm16. */
export function createPcm16Resampler(rates: ResamplerRates): Pcm16Resampler {
  const resampler = createResampler(rates);
  const toPcm16 = (floats: Float32Array): Int16Array => {
    const samples = new Int16Array(floats.length);
    floatToPcm16(floats, samples);
    return samples;
  };
  return {
    process(input) {
      const floats = new Float32Array(input.length);
      pcm16ToFloat(input, floats);
      return toPcm16(resampler.process(floats));
    },
    flush: () => toPcm16(resampler.flush()),
  };
}

type ResamplerCore = Pick<Resampler, 'processInto' | 'flushInto' | 'maxOutput'>;

function createCopier(): ResamplerCore {
  return {
    processInto(input, output) {
      output.set(input);
      return input.length;
    },
    flushInto: () => 0,
    maxOutput: (inputSamples) => inputSamples,
  };
}

function createConverter(kernel: ResampleKernel): ResamplerCore {
  const { phases, stride, taps } = kernel;
  // Doubles, so that the inner loop converts nothing.
  const line = new Float64Array(taps + stride + BLOCK_SAMPLES);
  // The first output stands on the first input: what lies before it is silence.
  const leadIn = taps / 2 - 1;
  /** Samples in the line. */
  let held = leadIn;
  /** Where the next output's window starts in the line, and its phase. */
  let windowStart = 0;
  let phase = 0;

  /** Writes every output whose window the line covers; returns the new end of `output`. */
  const drain = (output: Float32Array, from: number): number => {
    let end = from;
    while (windowStart + taps <= held) {
      output[end] = filter(kernel, phase, line, windowStart);
      end += 1;
      phase += stride;
      windowStart += Math.floor(phase / phases);
      phase %= phases;
    }
    const spent = Math.min(windowStart, held);
    line.copyWithin(0, spent, held);
    held -= spent;
    windowStart -= spent;
    return end;
  };
  return {
    processInto(input, output) {
      let end = 0;
      for (let start = 0; start < input.length; start += BLOCK_SAMPLES) {
        const stop = Math.min(input.length, start + BLOCK_SAMPLES);
        for (let index = start; index < stop; index += 1) {
          line[held] = input[index] as number;
          held += 1;
        }
        end = drain(output, end);
      }
      return end;
    },
    flushInto(output) {
      line.fill(0, held, held + taps / 2);
      held += taps / 2;
      const end = drain(output, 0);
      line.fill(0, 0, leadIn);
      held = leadIn;
      windowStart = 0;
      phase = 0;
      return end;
    },
    maxOutput: (inputSamples) => Math.ceil(((inputSamples + taps) * phases) / stride) + 1,
  };
}

/** One output. Four sums run side by side: a single one would wait for each addition before the next. */
function filter(kernel: ResampleKernel, phase: number, line: Float64Array, windowStart: number): number {
  const { taps, coefficients } = kernel;
  const row = phase * taps;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let tap = 0; tap < taps; tap += 4) {
    const at = windowStart + tap;
    const by = row + tap;
    a += (line[at] as number) * (coefficients[by] as number);
    b += (line[at + 1] as number) * (coefficients[by + 1] as number);
    c += (line[at + 2] as number) * (coefficients[by + 2] as number);
    d += (line[at + 3] as number) * (coefficients[by + 3] as number);
  }
  return a + b + (c + d);
}

function requireRate(field: string, rateHz: number): void {
  if (!Number.isSafeInteger(rateHz) || rateHz < 1) {
    throw new HarkError('invalid_input', `${field} must be a whole number of Hz, got ${rateHz}`, { field });
  }
}
