import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesFromPcm16,
  floatToPcm16,
  msToSamples,
  pcm16FromBytes,
  pcm16ToFloat,
  samplesToMs,
} from '#shared/audio/pcm16.ts';

const toPcm16 = (...floats: number[]): number[] => {
  const samples = new Int16Array(floats.length);
  floatToPcm16(Float32Array.from(floats), samples);
  return [...samples];
};

describe('floats and pcm16', () => {
  it('reaches both ends of the scale and clamps what is louder', () => {
    expect(toPcm16(1, -1, 1.5, -1.5, Infinity, -Infinity)).toEqual([
      32767, -32768, 32767, -32768, 32767, -32768,
    ]);
  });

  it('rounds to the nearest sample and turns NaN into silence', () => {
    expect(toPcm16(0.6 / 32768, 0.4 / 32768, -0.6 / 32768, Number.NaN)).toEqual([1, 0, -1, 0]);
  });

  it('gives every one of the 65,536 samples back after a trip through floats', () => {
    const samples = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768);
    const floats = new Float32Array(samples.length);
    pcm16ToFloat(samples, floats);
    expect(floats[0]).toBe(-1);
    expect(floats[32_769]).toBe(1 / 32_768);
    const back = new Int16Array(samples.length);
    floatToPcm16(floats, back);
    expect(back).toEqual(samples);
  });

  it('refuses an output that is too short instead of losing samples', () => {
    expect(() => floatToPcm16(new Float32Array(3), new Int16Array(2))).toThrow('3 samples do not fit');
    expect(() => pcm16ToFloat(new Int16Array(3), new Float32Array(2))).toThrow('3 samples do not fit');
  });
});

describe('bytes and pcm16', () => {
  it('reads little-endian', () => {
    expect([...pcm16FromBytes(Uint8Array.of(0x01, 0x80, 0xff, 0x7f))]).toEqual([-32767, 32767]);
  });

  it('gives the same bytes back wherever they lie in their buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(9), (content, offset) => {
        const even = content.subarray(0, content.length & ~1);
        const memory = new Uint8Array(offset + even.length + 3).fill(0xaa);
        memory.set(even, offset);
        const samples = pcm16FromBytes(memory.subarray(offset, offset + even.length));
        expect(bytesFromPcm16(samples)).toEqual(even);
      }),
    );
  });

  it('gives exactly the bytes of a view, not of the whole buffer', () => {
    const bytes = bytesFromPcm16(Int16Array.of(1, 2, 3, 4).subarray(1, 3));
    expect([...bytes]).toEqual([2, 0, 3, 0]);
  });

  it('refuses half a sample', () => {
    expect(() => pcm16FromBytes(new Uint8Array(3))).toThrow('even number of bytes, got 3');
  });
});

describe('samples and milliseconds', () => {
  it('converts in both directions', () => {
    expect(samplesToMs(480, 24_000)).toBe(20);
    expect(samplesToMs(1, 24_000)).toBeCloseTo(0.0417, 4);
    expect(msToSamples(20, 24_000)).toBe(480);
    expect(msToSamples(0.03, 24_000)).toBe(1);
  });

  it('finds the number of samples again from their exact duration', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.constantFrom(8_000, 16_000, 24_000, 44_100, 48_000), (samples, rateHz) => {
        expect(msToSamples(samplesToMs(samples, rateHz), rateHz)).toBe(samples);
      }),
    );
  });
});
