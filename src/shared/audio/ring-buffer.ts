import { HarkError } from '../base/errors.ts';

/** The newest `capacity` samples of a stream: first in, first out; when full, the oldest are dropped and counted. */
export type SampleRing = {
  /** Appends all samples; the oldest give way. */
  write(samples: Float32Array): void;
  /** Moves the oldest samples into `output`, as many as there are and fit; returns how many. */
  read(output: Float32Array): number;
  clear(): void;
  /** Samples held. */
  readonly length: number;
  readonly capacity: number;
  readonly overflow: 'drop-oldest';
  /** Samples lost to the bound since creation. */
  readonly dropped: number;
};

/** Memory is taken once, here: writing and reading never allocate, so both are safe on an audio thread. */
export function createSampleRing(capacitySamples: number): SampleRing {
  if (!Number.isSafeInteger(capacitySamples) || capacitySamples < 1) {
    throw new HarkError('invalid_input', `A ring holds a whole number of samples, got ${capacitySamples}`);
  }
  const store = new Float32Array(capacitySamples);
  /** Where the oldest sample stands. */
  let start = 0;
  let length = 0;
  let dropped = 0;

  const put = (sample: number): void => {
    const end = start + length;
    store[end < capacitySamples ? end : end - capacitySamples] = sample;
    length += 1;
  };
  const skip = (count: number): void => {
    start = (start + count) % capacitySamples;
    length -= count;
  };
  return {
    write(samples) {
      const skipped = Math.max(0, samples.length - capacitySamples);
      const displaced = Math.max(0, length + samples.length - skipped - capacitySamples);
      skip(displaced);
      for (let index = skipped; index < samples.length; index += 1) put(samples[index] as number);
      dropped += skipped + displaced;
    },
    read(output) {
      const count = Math.min(output.length, length);
      for (let index = 0; index < count; index += 1) {
        const at = start + index;
        output[index] = store[at < capacitySamples ? at : at - capacitySamples] as number;
      }
      skip(count);
      return count;
    },
    clear() {
      start = 0;
      length = 0;
    },
    get length() {
      return length;
    },
    capacity: capacitySamples,
    overflow: 'drop-oldest',
    get dropped() {
      return dropped;
    },
  };
}
