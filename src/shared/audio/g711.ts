/**
 * G.711, the codec of telephony: 8 bits a sample, 8 kHz, µ-law in America and Japan, A-law elsewhere.
 * Formulas and test vectors: ITU-T G.711; reference/providers-and-telephony.md, part B.
 */

const MU_BIAS = 132;
const MU_CLIP = 32_635;
/** A-law inverts every other bit on the line. */
const A_TOGGLE = 0x55;

/** Sign and magnitude to a µ-law byte (14-bit companding). */
function muLawByte(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), MU_CLIP) + MU_BIAS;
  const exponent = 24 - Math.clz32(magnitude);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function muLawSample(byte: number): number {
  const bits = ~byte & 0xff;
  const exponent = (bits >> 4) & 7;
  const magnitude = ((((bits & 0x0f) << 3) + MU_BIAS) << exponent) - MU_BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
}

/** Sign and magnitude to an A-law byte (13-bit companding). */
function aLawByte(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const magnitude = (sample >= 0 ? sample : -sample - 1) >> 3;
  if (magnitude < 32) return (sign | (magnitude >> 1)) ^ A_TOGGLE;
  const exponent = 27 - Math.clz32(magnitude);
  return (sign | (exponent << 4) | ((magnitude >> exponent) & 0x0f)) ^ A_TOGGLE;
}

function aLawSample(byte: number): number {
  const bits = byte ^ A_TOGGLE;
  const exponent = (bits >> 4) & 7;
  const mantissa = (bits & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 264) << (exponent - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}

// One lookup a sample instead of the arithmetic; 131 KB, filled once. A table is indexed by the sample's unsigned bits.
const MU_LAW_BYTES = Uint8Array.from({ length: 65_536 }, (_, bits) => muLawByte((bits << 16) >> 16));
const A_LAW_BYTES = Uint8Array.from({ length: 65_536 }, (_, bits) => aLawByte((bits << 16) >> 16));
const MU_LAW_SAMPLES = Int16Array.from({ length: 256 }, (_, byte) => muLawSample(byte));
const A_LAW_SAMPLES = Int16Array.from({ length: 256 }, (_, byte) => aLawSample(byte));

/** Pcm16 to µ-law, one byte a sample. */
export function encodeMuLaw(samples: Int16Array): Uint8Array {
  return encode(samples, MU_LAW_BYTES);
}

/** µ-law to pcm16, one sample a byte. */
export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  return decode(bytes, MU_LAW_SAMPLES);
}

/** Pcm16 to A-law, one byte a sample. */
export function encodeALaw(samples: Int16Array): Uint8Array {
  return encode(samples, A_LAW_BYTES);
}

/** A-law to pcm16, one sample a byte. */
export function decodeALaw(bytes: Uint8Array): Int16Array {
  return decode(bytes, A_LAW_SAMPLES);
}

function encode(samples: Int16Array, table: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    bytes[index] = table[(samples[index] as number) & 0xffff] as number;
  }
  return bytes;
}

function decode(bytes: Uint8Array, table: Int16Array): Int16Array {
  const samples = new Int16Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) {
    samples[index] = table[bytes[index] as number] as number;
  }
  return samples;
}
