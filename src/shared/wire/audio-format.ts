import { z } from 'zod';
import { openObject } from './open-object.ts';

/** Signed 16-bit little-endian mono at 24 kHz, or G.711 mono at 8 kHz (reference/realtime-protocol.md §17). */
export const AudioFormatSchema = z.discriminatedUnion('type', [
  openObject({ type: z.literal('audio/pcm'), rate: z.literal(24_000).exactOptional() }),
  openObject({ type: z.literal('audio/pcmu') }),
  openObject({ type: z.literal('audio/pcma') }),
]);
export type AudioFormat = z.infer<typeof AudioFormatSchema>;
