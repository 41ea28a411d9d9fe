import { z } from 'zod';
import { openObject } from './open-object.ts';

/** Signed 16-bit little-endian mono at 24 kHz, or G.711 mono at 8 kHz (reference/realtime-protocol.md §17). */
export const AudioFormatSchema = z.discriminatedUnion('type', [
  openObject({ type: z.literal('audio/pcm'), rate: z.literal(24_000).exactOptional() }),
  openObject({ type: z.literal('audio/pcmu') }),
  openObject({ type: z.literal('audio/pcma') }),
]);
export type AudioFormat = z.infer<typeof AudioFormatSchema>;

/** Samples per second of a format. */
export function sampleRateOf(format: AudioFormat): 24_000 | 8_000 {
  return format.type === 'audio/pcm' ? 24_000 : 8_000;
}

/** Bytes per millisecond of mono audio in a format. */
export function bytesPerMs(format: AudioFormat): 48 | 8 {
  return format.type === 'audio/pcm' ? 48 : 8;
}
