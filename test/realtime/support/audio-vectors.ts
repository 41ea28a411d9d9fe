import type { RealtimeAudioFormat } from '#realtime/index.ts';

/** Of the reference codec: sample, µ-law byte, decoded again, A-law byte, decoded again. */
const VECTORS = [
  [0, 0xff, 0, 0xd5, 8],
  [8, 0xfe, 8, 0xd5, 8],
  [100, 0xf2, 104, 0xd3, 104],
  [1_000, 0xce, 988, 0xfa, 1_008],
  [-1_000, 0x4e, -988, 0x7a, -1_008],
  [5_000, 0xab, 5_116, 0x86, 4_992],
  [10_000, 0x9c, 9_852, 0xb6, 9_984],
  [-10_000, 0x1c, -9_852, 0x36, -9_984],
  [20_000, 0x8c, 19_836, 0xa6, 19_968],
  [32_767, 0x80, 32_124, 0xaa, 32_256],
  [-32_768, 0x00, -32_124, 0x2a, -32_256],
] as const;

/** The same audio in one format: as bytes on the wire, as samples again, and their rate, Hz. */
type Expected = {
  readonly bytes: readonly number[];
  readonly decoded: readonly number[];
  readonly rate: number;
};

/** What is said. */
export const SAMPLES = VECTORS.map(([sample]) => sample);
export const EXPECTED: Readonly<Record<RealtimeAudioFormat, Expected>> = {
  pcm16: {
    bytes: SAMPLES.flatMap((sample) => [sample & 0xff, (sample >> 8) & 0xff]),
    decoded: SAMPLES,
    rate: 24_000,
  },
  g711_ulaw: {
    bytes: VECTORS.map((vector) => vector[1]),
    decoded: VECTORS.map((vector) => vector[2]),
    rate: 8_000,
  },
  g711_alaw: {
    bytes: VECTORS.map((vector) => vector[3]),
    decoded: VECTORS.map((vector) => vector[4]),
    rate: 8_000,
  },
};

export const FORMATS = Object.keys(EXPECTED) as RealtimeAudioFormat[];
