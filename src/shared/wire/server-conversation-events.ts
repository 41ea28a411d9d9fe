import { z } from 'zod';
import { ItemSchema } from './items.ts';
import { openObject } from './open-object.ts';
import { serverEvent } from './server-event-shape.ts';

const placed = {
  item: ItemSchema,
  /** `null` is the front, absent is the end. */
  previous_item_id: z.string().nullable().exactOptional(),
};

const LogprobsSchema = z
  .array(
    openObject({
      token: z.string(),
      logprob: z.number(),
      bytes: z.array(z.number()).nullable().exactOptional(),
    }),
  )
  .nullable()
  .exactOptional();

const TranscriptionUsageSchema = z.discriminatedUnion('type', [
  openObject({
    type: z.literal('tokens'),
    input_tokens: z.number(),
    output_tokens: z.number(),
    total_tokens: z.number(),
    input_token_details: openObject({
      text_tokens: z.number().exactOptional(),
      audio_tokens: z.number().exactOptional(),
    }).exactOptional(),
  }),
  openObject({ type: z.literal('duration'), seconds: z.number() }),
]);

export const CONVERSATION_EVENT_SCHEMAS = {
  'conversation.created': serverEvent('conversation.created', {
    conversation: openObject({ id: z.string(), object: z.string().exactOptional() }),
  }),
  'conversation.item.added': serverEvent('conversation.item.added', placed),
  'conversation.item.done': serverEvent('conversation.item.done', placed),
  /** Of the beta; servers of the current protocol do not send it. */
  'conversation.item.created': serverEvent('conversation.item.created', placed),
  'conversation.item.retrieved': serverEvent('conversation.item.retrieved', { item: ItemSchema }),
  'conversation.item.truncated': serverEvent('conversation.item.truncated', {
    item_id: z.string(),
    content_index: z.number(),
    audio_end_ms: z.number(),
  }),
  'conversation.item.deleted': serverEvent('conversation.item.deleted', { item_id: z.string() }),
  'conversation.item.input_audio_transcription.delta': serverEvent(
    'conversation.item.input_audio_transcription.delta',
    {
      item_id: z.string(),
      content_index: z.number().exactOptional(),
      delta: z.string().exactOptional(),
      logprobs: LogprobsSchema,
    },
  ),
  'conversation.item.input_audio_transcription.completed': serverEvent(
    'conversation.item.input_audio_transcription.completed',
    {
      item_id: z.string(),
      content_index: z.number(),
      transcript: z.string(),
      usage: TranscriptionUsageSchema.nullable().exactOptional(),
      languages: z.array(z.string()).nullable().exactOptional(),
      logprobs: LogprobsSchema,
    },
  ),
  'conversation.item.input_audio_transcription.segment': serverEvent(
    'conversation.item.input_audio_transcription.segment',
    {
      item_id: z.string(),
      content_index: z.number(),
      id: z.string(),
      text: z.string(),
      speaker: z.string(),
      /** Seconds. */
      start: z.number(),
      end: z.number(),
    },
  ),
  'conversation.item.input_audio_transcription.failed': serverEvent(
    'conversation.item.input_audio_transcription.failed',
    {
      item_id: z.string(),
      content_index: z.number(),
      error: openObject({
        type: z.string().nullable().exactOptional(),
        code: z.string().nullable().exactOptional(),
        message: z.string().nullable().exactOptional(),
        param: z.string().nullable().exactOptional(),
      }),
    },
  ),
} as const;
