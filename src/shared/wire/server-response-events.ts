import { z } from 'zod';
import { ItemSchema } from './items.ts';
import { openObject } from './open-object.ts';
import { ResponseSchema } from './response.ts';
import { serverEvent } from './server-event-shape.ts';

/** A part is `text` or `audio`, not `output_text` or `output_audio` as in items (reference/realtime-protocol.md §6). */
const PartSchema = openObject({
  type: z.enum(['text', 'audio']),
  text: z.string().exactOptional(),
  transcript: z.string().nullable().exactOptional(),
  audio: z.string().nullable().exactOptional(),
});

const output = { response_id: z.string(), output_index: z.number() };
const part = { ...output, item_id: z.string(), content_index: z.number() };
const call = { ...output, item_id: z.string() };

export const RESPONSE_EVENT_SCHEMAS = {
  'response.created': serverEvent('response.created', { response: ResponseSchema }),
  'response.done': serverEvent('response.done', { response: ResponseSchema }),
  'response.output_item.added': serverEvent('response.output_item.added', { ...output, item: ItemSchema }),
  'response.output_item.done': serverEvent('response.output_item.done', { ...output, item: ItemSchema }),
  'response.content_part.added': serverEvent('response.content_part.added', { ...part, part: PartSchema }),
  'response.content_part.done': serverEvent('response.content_part.done', { ...part, part: PartSchema }),
  'response.output_text.delta': serverEvent('response.output_text.delta', { ...part, delta: z.string() }),
  'response.output_text.done': serverEvent('response.output_text.done', { ...part, text: z.string() }),
  'response.output_audio_transcript.delta': serverEvent('response.output_audio_transcript.delta', {
    ...part,
    delta: z.string(),
  }),
  'response.output_audio_transcript.done': serverEvent('response.output_audio_transcript.done', {
    ...part,
    transcript: z.string(),
  }),
  /** `delta` is base64 in the response's output format, whole samples. */
  'response.output_audio.delta': serverEvent('response.output_audio.delta', { ...part, delta: z.string() }),
  'response.output_audio.done': serverEvent('response.output_audio.done', part),
  'response.function_call_arguments.delta': serverEvent('response.function_call_arguments.delta', {
    ...call,
    call_id: z.string(),
    delta: z.string(),
  }),
  'response.function_call_arguments.done': serverEvent('response.function_call_arguments.done', {
    ...call,
    call_id: z.string(),
    arguments: z.string(),
    /** Absent in the beta. */
    name: z.string().exactOptional(),
  }),
} as const;
