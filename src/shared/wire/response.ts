import { z } from 'zod';
import { AudioFormatSchema } from './audio-format.ts';
import { ItemReferenceSchema, ItemSchema } from './items.ts';
import { openObject, sparseObject } from './open-object.ts';
import {
  MaxOutputTokensSchema,
  OutputModalitiesSchema,
  PromptSchema,
  ReasoningSchema,
  VoiceSchema,
} from './session-config.ts';
import { ToolChoiceSchema, ToolDefinitionSchema } from './tools.ts';

const tokens = z.number().int().min(0).exactOptional();

const CachedDetailsSchema = openObject({ text_tokens: tokens, audio_tokens: tokens, image_tokens: tokens });

/** Tokens of one response. `cached_*` are part of the inputs of the same name, not an addition. */
const UsageSchema = openObject({
  total_tokens: tokens,
  input_tokens: tokens,
  output_tokens: tokens,
  input_token_details: openObject({
    text_tokens: tokens,
    audio_tokens: tokens,
    image_tokens: tokens,
    cached_tokens: tokens,
    cached_tokens_details: CachedDetailsSchema.nullable().exactOptional(),
  })
    .nullable()
    .exactOptional(),
  output_token_details: openObject({ text_tokens: tokens, audio_tokens: tokens }).nullable().exactOptional(),
});
export type Usage = z.infer<typeof UsageSchema>;

/**
 * Why a response ended as it did. `reason`: `turn_detected`, `client_cancelled`, `max_output_tokens`, `content_filter`.
 * Open strings, because servers add reasons.
 */
const StatusDetailsSchema = openObject({
  type: z.string().exactOptional(),
  reason: z.string().nullable().exactOptional(),
  error: openObject({
    type: z.string().nullable().exactOptional(),
    code: z.string().nullable().exactOptional(),
    message: z.string().nullable().exactOptional(),
  })
    .nullable()
    .exactOptional(),
});
export type StatusDetails = z.infer<typeof StatusDetailsSchema>;

/** At most 16 pairs; keys up to 64, values up to 512 characters. */
const MetadataSchema = z
  .record(z.string().max(64), z.string().max(512))
  .refine((pairs) => Object.keys(pairs).length <= 16, 'At most 16 pairs');

const ResponseStatusSchema = z.enum(['in_progress', 'completed', 'cancelled', 'failed', 'incomplete']);
export type ResponseStatus = z.infer<typeof ResponseStatusSchema>;

/** `response` of response.created and response.done (reference/realtime-protocol.md §7). */
export const ResponseSchema = openObject({
  id: z.string(),
  object: z.literal('realtime.response').exactOptional(),
  status: ResponseStatusSchema,
  status_details: StatusDetailsSchema.nullable().exactOptional(),
  output: z.array(ItemSchema),
  /** `null` for an out-of-band response. */
  conversation_id: z.string().nullable().exactOptional(),
  output_modalities: z.array(z.string()).exactOptional(),
  max_output_tokens: z
    .union([z.number(), z.literal('inf')])
    .nullable()
    .exactOptional(),
  audio: sparseObject({ output: sparseObject({ format: AudioFormatSchema, voice: VoiceSchema }) })
    .nullable()
    .exactOptional(),
  metadata: z.record(z.string(), z.string()).nullable().exactOptional(),
  usage: UsageSchema.nullable().exactOptional(),
});
export type Response = z.infer<typeof ResponseSchema>;

/** `response` of response.create: overrides the session for this response only (§5.1). */
export const ResponseParamsSchema = sparseObject({
  output_modalities: OutputModalitiesSchema,
  /** Replaces the session's instructions entirely. */
  instructions: z.string(),
  audio: sparseObject({ output: sparseObject({ format: AudioFormatSchema, voice: VoiceSchema }) }),
  tools: z.array(ToolDefinitionSchema),
  tool_choice: ToolChoiceSchema,
  parallel_tool_calls: z.boolean(),
  reasoning: ReasoningSchema.nullable(),
  max_output_tokens: MaxOutputTokensSchema,
  /** `none`: out of band, may run beside the response of the default conversation. */
  conversation: z.enum(['auto', 'none']),
  /** The context of this response instead of the conversation; `[]` is none. */
  input: z.array(z.union([ItemReferenceSchema, ItemSchema])),
  metadata: MetadataSchema.nullable(),
  prompt: PromptSchema.nullable(),
  hark: z.record(z.string(), z.unknown()),
});
export type ResponseParams = z.infer<typeof ResponseParamsSchema>;
