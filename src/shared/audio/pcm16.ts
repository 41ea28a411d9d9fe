import { HarkError } from '../base/errors.ts';

/**
 * Pcm16 is signed 16-bit mono audio. Typed arrays use the machine's byte order and the wire is little-endian: the two are
 * the same on every machine Electron and Chromium run on, so bytes and samples may share memory.
 */

/** The rate of all pcm16 between our parts and on the Realtime wire, in Hz. */
export const PCM_RATE_HZ = 24_000;

const FULL_SCALE = 32_768;

/**
 * Floats in -1..1 to pcm16, rounded; louder ones are clamped, NaN becomes 0. Writes `input.length` samples.
 * Scaled by 32,768 both ways, so that pcm16 survives a trip through floats bit by bit.
 */
export function floatToPcm16(input: Float32Array, output: Int16Array): void {
  requireRoom(input.length, output.length);
  for (let index = 0; index < input.length; index += 1) {
    const scaled = Math.round((input[index] as number) * FULL_SCALE);
    // Two comparisons instead of Math.min/max: NaN fails both and is stored as 0.
    output[index] = scaled > FULL_SCALE - 1 ? FULL_SCALE - 1 : scaled < -FULL_SCALE ? -FULL_SCALE : scaled;
  }
}

/** Pcm16 to floats in -1..1, exactly sample / 32,768. Writes `input.length` samples. */
export function pcm16ToFloat(input: Int16Array, output: Float32Array): void {
  requireRoom(input.length, output.length);
  for (let index = 0; index < input.length; index += 1) {
    output[index] = (input[index] as number) / FULL_SCALE;
  }
}

/**
 * Little-endian bytes as samples: a view of the same memory, or a copy where the bytes start at an odd address.
 * Throws `invalid_input` for an odd number of bytes.
 */
export function pcm16FromBytes(bytes: Uint8Array): Int16Array {
  if (bytes.byteLength % 2 !== 0) {
    throw new HarkError('invalid_input', `pcm16 needs an even number of bytes, got ${bytes.byteLength}`);
  }
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
}

/** Samples as little-endian bytes: a view of exactly the memory of `samples`. */
export function bytesFromPcm16(samples: Int16Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

/** Duration of a number of samples, in ms, not rounded. */
export function samplesToMs(samples: number, rateHz: number): number {
  return (samples * 1000) / rateHz;
}

/** The whole number of samples nearest to a duration. */
export function msToSamples(ms: number, rateHz: number): number {
  return Math.round((ms * rateHz) / 1000);
}

function requireRoom(needed: number, room: number): void {
  if (room < needed) {
    throw new HarkError('invalid_input', `${needed} samples do not fit into an array of ${room}`);
  }
}
