import { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';

/** Linear 16-bit mono at 24 kHz, or G.711 mono at 8 kHz. */
export type RealtimeAudioFormat = 'pcm16' | 'g711_ulaw' | 'g711_alaw';

const STRUCTURED_FORMATS = {
  'audio/pcm': 'pcm16',
  'audio/pcmu': 'g711_ulaw',
  'audio/pcma': 'g711_alaw',
} as const satisfies Record<string, RealtimeAudioFormat>;

const formatName = z.enum(['pcm16', 'g711_ulaw', 'g711_alaw']);
const structuredFormat = z
  .object({
    type: z.enum(['audio/pcm', 'audio/pcmu', 'audio/pcma']),
    rate: z.literal(24_000, 'pcm audio is 24000 Hz').optional(),
  })
  .transform(({ type }): RealtimeAudioFormat => STRUCTURED_FORMATS[type]);
const audioFormat = z.union([formatName, structuredFormat]);

const between = (low: number, high: number) => {
  const message = `must be between ${low} and ${high}`;
  return z.number(message).min(low, message).max(high, message);
};
const wholeBetween = (low: number, high: number) => {
  const message = `must be a whole number between ${low} and ${high}`;
  return z.int(message).min(low, message).max(high, message);
};

/** Vendor keys that are not listed pass through to the server as they are. */
const turnDetection = z.looseObject({
  type: z.enum(['server_vad', 'semantic_vad'], 'must be server_vad or semantic_vad'),
  threshold: between(0, 1).optional(),
  prefixPaddingMs: wholeBetween(0, 10_000).optional(),
  silenceDurationMs: wholeBetween(0, 60_000).optional(),
  eagerness: z.enum(['low', 'medium', 'high', 'auto']).optional(),
  createResponse: z.boolean().optional(),
  interruptResponse: z.boolean().optional(),
  idleTimeoutMs: wholeBetween(5_000, 30_000).nullable().optional(),
});

const transcription = z.strictObject({
  model: z.string().min(1).optional(),
  language: z.string().min(2).optional(),
  languages: z.array(z.string().min(2)).min(1).optional(),
  keywords: z.array(z.string().min(1)).optional(),
  prompt: z.string().optional(),
});

const tracing = z.union([
  z.literal('auto'),
  z.strictObject({
    workflowName: z.string().optional(),
    groupId: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  }),
]);

const truncation = z.union([
  z.enum(['auto', 'disabled']),
  z.strictObject({
    retentionRatio: between(0, 1),
    tokenLimits: z.strictObject({ postInstructions: wholeBetween(0, 10_000_000).optional() }).optional(),
  }),
]);

const toolChoice = z.union([
  z.enum(['auto', 'none', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string().min(1) }),
  z.strictObject({
    type: z.literal('mcp'),
    serverLabel: z.string().min(1),
    name: z.string().min(1).optional(),
  }),
]);

const settingsSchema = z
  .strictObject({
    modelName: z.string().min(1),
    instructions: z.string(),
    outputModalities: z.array(z.enum(['text', 'audio'])).min(1),
    voice: z.union([z.string().min(1), z.strictObject({ id: z.string().min(1) })]),
    speed: between(0.25, 1.5),
    maxOutputTokens: z.union([z.literal('inf'), wholeBetween(1, 4096)], 'must be 1 to 4096 or "inf"'),
    inputAudioFormat: audioFormat,
    outputAudioFormat: audioFormat,
    inputAudioTranscription: transcription.nullable(),
    inputAudioNoiseReduction: z
      .strictObject({ type: z.enum(['near_field', 'far_field']), strength: between(0, 1).optional() })
      .nullable(),
    turnDetection: turnDetection.nullable(),
    toolChoice,
    parallelToolCalls: z.boolean(),
    reasoning: z.strictObject({ effort: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']) }),
    tracing: tracing.nullable(),
    truncation,
    include: z.array(z.string()).nullable(),
    /** Fields of the server's own session object, merged last and unchecked. */
    providerData: z.record(z.string(), z.unknown()),
  })
  .partial();

/** Everything a session can be told about itself, provider-neutral; absent fields keep the server's value. */
export type RealtimeSessionSettings = z.infer<typeof settingsSchema>;
/** Settings as a caller may write them: audio formats also in their structured form. */
export type RealtimeSessionSettingsInput = z.input<typeof settingsSchema>;
export type RealtimeTurnDetection = z.infer<typeof turnDetection>;

/** What a session starts from (requirement MC-6). */
export const DEFAULT_SESSION_SETTINGS = {
  modelName: 'gpt-realtime-2.1',
  outputModalities: ['audio'],
  inputAudioFormat: 'pcm16',
  outputAudioFormat: 'pcm16',
  inputAudioTranscription: { model: 'gpt-transcribe' },
  turnDetection: { type: 'semantic_vad', interruptResponse: true },
} as const satisfies RealtimeSessionSettingsInput;

/** Validates settings and answers them normalised. Throws `invalid_input` naming the field and its range. */
export function parseSettings(input: RealtimeSessionSettingsInput): RealtimeSessionSettings {
  const parsed = settingsSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field =
    [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join(
      '.',
    ) || 'settings';
  throw new HarkError('invalid_input', `Session setting ${field}: ${issue?.message ?? 'is not valid'}.`, {
    field,
  });
}

/** Samples per second of a format. */
export function sampleRateOf(format: RealtimeAudioFormat): 24_000 | 8_000 {
  return format === 'pcm16' ? 24_000 : 8_000;
}
