import { z } from 'zod';
import type { AudioUpstream } from './audio-lane.ts';

/** One second at 24 kHz; a recorder sends 20 ms. */
const MAX_FRAME_SAMPLES = 24_000;

const count = z.number().int().min(0);
const playedItem = { itemId: z.string().min(1).max(256), playedSamples: count };

const upstream = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('frame'),
    samples: z
      .instanceof(Int16Array)
      .refine((samples) => samples.length > 0 && samples.length <= MAX_FRAME_SAMPLES),
  }),
  z.strictObject({ type: z.literal('stopped') }),
  z.strictObject({ type: z.literal('playhead'), ended: z.boolean(), ...playedItem }),
  z.strictObject({ type: z.literal('flushed'), id: count, played: z.strictObject(playedItem).optional() }),
  z.strictObject({ type: z.literal('underrun'), count }),
]);

/** What a page sent on its audio port, or `undefined` when it is none of the known messages: pages are not trusted. */
export function toAudioUpstream(value: unknown): AudioUpstream | undefined {
  const parsed = upstream.safeParse(value);
  return parsed.success ? (parsed.data as AudioUpstream) : undefined;
}
