import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from '#shared/audio/g711.ts';

/** Sample, code and decoded sample: reference/providers-and-telephony.md B.4. */
const VECTORS = [
  { sample: 0, mu: [0xff, 0], a: [0xd5, 8] },
  { sample: 8, mu: [0xfe, 8], a: [0xd5, 8] },
  { sample: 100, mu: [0xf2, 104], a: [0xd3, 104] },
  { sample: 1000, mu: [0xce, 988], a: [0xfa, 1008] },
  { sample: -1000, mu: [0x4e, -988], a: [0x7a, -1008] },
  { sample: 5000, mu: [0xab, 5116], a: [0x86, 4992] },
  { sample: 10000, mu: [0x9c, 9852], a: [0xb6, 9984] },
  { sample: -10000, mu: [0x1c, -9852], a: [0x36, -9984] },
  { sample: 20000, mu: [0x8c, 19836], a: [0xa6, 19968] },
  { sample: 32767, mu: [0x80, 32124], a: [0xaa, 32256] },
  { sample: -32768, mu: [0x00, -32124], a: [0x2a, -32256] },
];

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

describe('G.711', () => {
  it.each(VECTORS)('AF-1: codes $sample as the reference does', ({ sample, mu, a }) => {
    const samples = Int16Array.of(sample);
    const muLaw = encodeMuLaw(samples);
    const aLaw = encodeALaw(samples);
    expect([...muLaw, ...decodeMuLaw(muLaw)]).toEqual(mu);
    expect([...aLaw, ...decodeALaw(aLaw)]).toEqual(a);
  });

  it('decodes the reference spot checks', () => {
    expect([...decodeMuLaw(Uint8Array.of(0x7f, 0xc0))]).toEqual([0, 1884]);
    expect([...decodeALaw(Uint8Array.of(0x55, 0x00, 0x80))]).toEqual([-8, -5504, 5504]);
  });

  it('keeps every code after decoding and encoding, but for the negative zero of µ-law', () => {
    expect(encodeALaw(decodeALaw(ALL_BYTES))).toEqual(ALL_BYTES);
    const expected = ALL_BYTES.map((byte) => (byte === 0x7f ? 0xff : byte));
    expect(encodeMuLaw(decodeMuLaw(ALL_BYTES))).toEqual(expected);
  });

  it('stays within half a step of the sample, and never swaps two samples', () => {
    const sample = fc.integer({ min: -32_768, max: 32_767 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const pair = Int16Array.of(Math.min(a, b), Math.max(a, b));
        for (const coded of [decodeMuLaw(encodeMuLaw(pair)), decodeALaw(encodeALaw(pair))]) {
          const [low = 0, high = 0] = coded;
          expect(low).toBeLessThanOrEqual(high);
          // The widest step of both laws is 1/32 of the sample; 644 is what clipping costs at the very top.
          expect(Math.abs(low - (pair[0] ?? 0))).toBeLessThanOrEqual(
            Math.max(8, Math.abs(pair[0] ?? 0) / 32 + 132),
          );
        }
      }),
    );
  });
});
