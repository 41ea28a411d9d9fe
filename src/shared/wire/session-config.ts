import { z } from 'zod';
import { type AudioFormat, AudioFormatSchema } from './audio-format.ts';
import { openObject, sparseObject } from './open-object.ts';
import { ToolChoiceSchema, ToolDefinitionSchema } from './tools.ts';
import {
  completeTurnDetection,
  DEFAULT_SERVER_VAD,
  type EffectiveTurnDetection,
  TurnDetectionSchema,
} from './turn-detection.ts';

/** Exactly one modality; audio always comes with its transcript. */
export const OutputModalitiesSchema = z.tuple([z.enum(['audio', 'text'])]);

const NoiseReductionSchema = openObject({
  type: z.enum(['near_field', 'far_field']),
  strength: z.number().exactOptional(),
});

const TranscriptionConfigSchema = openObject({
  model: z.string().exactOptional(),
  language: z.string().exactOptional(),
  languages: z.array(z.string()).min(1).exactOptional(),
  keywords: z.array(z.string()).exactOptional(),
  prompt: z.string().exactOptional(),
  delay: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).exactOptional(),
});
type TranscriptionConfig = z.infer<typeof TranscriptionConfigSchema>;

/** A name, or the id of a custom voice. */
export const VoiceSchema = z.union([z.string().min(1), openObject({ id: z.string() })]);
export type VoiceChoice = z.infer<typeof VoiceSchema>;

/** Tokens per response, its tool calls included. */
export const MaxOutputTokensSchema = z.union([z.number().int().min(1).max(4096), z.literal('inf')]);

export const ReasoningSchema = openObject({
  effort: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).exactOptional(),
});

/** Accepted, never depended on: prompt objects end on 2026-11-30 (reference/realtime-protocol.md §0.4). */
export const PromptSchema = openObject({
  id: z.string(),
  version: z.string().nullable().exactOptional(),
  variables: z.record(z.string(), z.unknown()).nullable().exactOptional(),
});

const TruncationSchema = z.union([
  z.enum(['auto', 'disabled']),
  openObject({
    type: z.literal('retention_ratio'),
    retention_ratio: z.number().min(0).max(1),
    token_limits: openObject({
      post_instructions: z.number().int().min(0).exactOptional(),
    }).exactOptional(),
  }),
]);

const TracingSchema = z.union([
  z.literal('auto'),
  openObject({
    workflow_name: z.string().exactOptional(),
    group_id: z.string().exactOptional(),
    metadata: z.record(z.string(), z.unknown()).exactOptional(),
  }),
]);

const AudioInputSchema = sparseObject({
  format: AudioFormatSchema,
  noise_reduction: NoiseReductionSchema.nullable(),
  transcription: TranscriptionConfigSchema.nullable(),
  turn_detection: TurnDetectionSchema.nullable(),
});

const AudioOutputSchema = sparseObject({
  format: AudioFormatSchema,
  voice: VoiceSchema,
  speed: z.number().min(0.25).max(1.5),
});

const settings = {
  model: z.string(),
  output_modalities: OutputModalitiesSchema,
  instructions: z.string(),
  audio: sparseObject({ input: AudioInputSchema, output: AudioOutputSchema }),
  tools: z.array(ToolDefinitionSchema),
  tool_choice: ToolChoiceSchema,
  parallel_tool_calls: z.boolean(),
  reasoning: ReasoningSchema.nullable(),
  max_output_tokens: MaxOutputTokensSchema,
  truncation: TruncationSchema,
  include: z.array(z.literal('item.input_audio_transcription.logprobs')).nullable(),
  tracing: TracingSchema.nullable(),
  prompt: PromptSchema.nullable(),
  /** Extensions of Hark's own engine; other servers refuse it. */
  hark: z.record(z.string(), z.unknown()),
};

/** `session` of session.update: a sparse deep merge, in which only present fields change. */
export const SessionPatchSchema = openObject({
  type: z.literal('realtime'),
  ...sparseObject(settings).shape,
});
export type SessionPatch = z.infer<typeof SessionPatchSchema>;

/** `session` of session.created and session.updated, from any server: compatible ones leave fields out. */
export const SessionSnapshotSchema = sparseObject({
  type: z.string(),
  object: z.string(),
  id: z.string(),
  /** Unix seconds. */
  expires_at: z.number().nullable(),
  ...settings,
  // Wider than what may be asked for: other servers answer with both modalities or larger limits.
  output_modalities: z.array(z.string()),
  max_output_tokens: z.union([z.number(), z.literal('inf')]).nullable(),
});
export type SessionSnapshot = z.infer<typeof SessionSnapshotSchema>;

/** The full effective configuration of a conversation session, defaults filled in (§3). */
export type SessionConfig = Pick<
  SessionPatch,
  'type' | 'parallel_tool_calls' | 'reasoning' | 'include' | 'tracing' | 'prompt' | 'hark'
> &
  Required<
    Pick<
      SessionPatch,
      | 'model'
      | 'output_modalities'
      | 'instructions'
      | 'tools'
      | 'tool_choice'
      | 'max_output_tokens'
      | 'truncation'
    >
  > & {
    audio: {
      input: {
        format: AudioFormat;
        noise_reduction: z.infer<typeof NoiseReductionSchema> | null;
        transcription: TranscriptionConfig | null;
        turn_detection: EffectiveTurnDetection | null;
      };
      output: { format: AudioFormat; voice: VoiceChoice; speed: number };
    };
  };

export const DEFAULT_SESSION: SessionConfig = {
  type: 'realtime',
  model: 'gpt-realtime-2.1',
  output_modalities: ['audio'],
  instructions: '',
  audio: {
    input: {
      format: { type: 'audio/pcm', rate: 24_000 },
      noise_reduction: null,
      transcription: null,
      turn_detection: DEFAULT_SERVER_VAD,
    },
    output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'marin', speed: 1 },
  },
  tools: [],
  tool_choice: 'auto',
  max_output_tokens: 'inf',
  truncation: 'auto',
  include: null,
  tracing: null,
  prompt: null,
};

/** `undefined`: not in the patch. `null`: switched off. */
function mergeSection<Section extends object>(
  current: Section | null | undefined,
  patch: Section | null | undefined,
): Section | null {
  if (patch === undefined) return current ?? null;
  return patch === null ? null : { ...current, ...patch };
}

function mergeAudio(current: SessionConfig['audio'], patch: SessionPatch['audio']): SessionConfig['audio'] {
  const input = patch?.input ?? {};
  const detection = input.turn_detection;
  return {
    input: {
      format: input.format ?? current.input.format,
      noise_reduction: mergeSection(current.input.noise_reduction, input.noise_reduction),
      transcription: mergeSection(current.input.transcription, input.transcription),
      turn_detection:
        detection === undefined
          ? current.input.turn_detection
          : detection && completeTurnDetection(detection),
    },
    output: { ...current.output, ...patch?.output },
  };
}

/**
 * A session after a session.update: only present fields change. Objects merge field by field; what is a choice between
 * shapes (formats, `turn_detection`, `tools`, `tool_choice`, `truncation`, `tracing`, `prompt`) is replaced whole (§14.2).
 */
export function mergeSession(current: SessionConfig, patch: SessionPatch): SessionConfig {
  return {
    ...current,
    ...patch,
    audio: mergeAudio(current.audio, patch.audio),
    ...(patch.reasoning === undefined ? {} : { reasoning: mergeSection(current.reasoning, patch.reasoning) }),
  };
}
