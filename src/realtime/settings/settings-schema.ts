import { z } from 'zod';

/** Linear 16-bit mono at 24 kHz, or G.711 mono at 8 kHz. */
export type RealtimeAudioFormat = 'pcm16' | 'g711_ulaw' | 'g711_alaw';

/** Every message stands behind the field's name: "Session setting speed: must be a number between 0.25 and 1.5." */
const between = (low: number, high: number) => {
  const message = `must be a number between ${low} and ${high}`;
  return z.number(message).min(low, message).max(high, message);
};
const wholeBetween = (low: number, high: number, orElse = '') => {
  const message = `must be a whole number between ${low} and ${high}${orElse}`;
  return z.int(message).min(low, message).max(high, message);
};
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, `must be one of ${names.join(', ')}`);
const text = z.string('must be a text');
const word = z.string('must be a text that is not empty').min(1, 'must be a text that is not empty');
const flag = z.boolean('must be true or false');
const words = z.array(word, 'must be a list of texts');
const anything = z.record(z.string(), z.unknown(), 'must be an object');

const STRUCTURED_FORMATS = {
  'audio/pcm': 'pcm16',
  'audio/pcmu': 'g711_ulaw',
  'audio/pcma': 'g711_alaw',
} as const satisfies Record<string, RealtimeAudioFormat>;

const FORMAT_NAMES = ['pcm16', 'g711_ulaw', 'g711_alaw'] as const;
const structuredFormat = z
  .strictObject({
    type: oneOf(['audio/pcm', 'audio/pcmu', 'audio/pcma']),
    rate: z.union([z.literal(24_000), z.literal(8_000)]).optional(),
  })
  .refine(({ type, rate }) => rate === undefined || (rate === 24_000) === (type === 'audio/pcm'), {
    path: ['rate'],
    error: 'must be 24000 for audio/pcm and 8000 for the others',
  })
  .transform(({ type }): RealtimeAudioFormat => STRUCTURED_FORMATS[type]);
const audioFormat = z.union(
  [z.enum(FORMAT_NAMES), structuredFormat],
  `must be one of ${FORMAT_NAMES.join(', ')}, or {type: "audio/pcm", rate: 24000}, {type: "audio/pcmu"}, {type: "audio/pcma"}`,
);

const DETECTION_FIELDS = {
  server_vad: ['threshold', 'prefixPaddingMs', 'silenceDurationMs', 'idleTimeoutMs'],
  semantic_vad: ['eagerness'],
} as const;

/** Vendor keys that are not listed pass through to the server as they are. */
const turnDetection = z
  .looseObject(
    {
      type: oneOf(['server_vad', 'semantic_vad']),
      threshold: between(0, 1).optional(),
      prefixPaddingMs: wholeBetween(0, 10_000).optional(),
      silenceDurationMs: wholeBetween(0, 60_000).optional(),
      eagerness: oneOf(['low', 'medium', 'high', 'auto']).optional(),
      createResponse: flag.optional(),
      interruptResponse: flag.optional(),
      idleTimeoutMs: wholeBetween(5_000, 30_000).nullable().optional(),
    },
    'must be an object, or null for push-to-talk',
  )
  .superRefine((detection, context) => {
    const other = detection.type === 'server_vad' ? 'semantic_vad' : 'server_vad';
    for (const field of DETECTION_FIELDS[other]) {
      if (detection[field] === undefined) continue;
      context.addIssue({ code: 'custom', path: [field], message: `is known to ${other} only` });
    }
  });

const transcription = z.strictObject(
  {
    model: word.optional(),
    language: word.optional(),
    languages: words.min(1, 'must name at least one language').optional(),
    keywords: words.optional(),
    prompt: text.optional(),
    delay: oneOf(['minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
  },
  'must be an object, or null for none',
);

const tracing = z.union(
  [
    z.literal('auto'),
    z.strictObject({
      workflowName: text.optional(),
      groupId: text.optional(),
      metadata: anything.optional(),
    }),
  ],
  'must be "auto", an object, or null for none',
);

const truncation = z.union(
  [
    z.enum(['auto', 'disabled']),
    z.strictObject({
      retentionRatio: between(0, 1),
      tokenLimits: z.strictObject({ postInstructions: wholeBetween(0, 10_000_000).optional() }).optional(),
    }),
  ],
  'must be "auto", "disabled", or an object with retentionRatio',
);

const toolChoice = z.union(
  [
    z.enum(['auto', 'none', 'required']),
    z.strictObject({ type: z.literal('function'), name: word }),
    z.strictObject({ type: z.literal('mcp'), serverLabel: word, name: word.optional() }),
  ],
  'must be "auto", "none", "required", {type: "function", name} or {type: "mcp", serverLabel}',
);

const OR_INF = ', or "inf"';
const maxOutputTokens = z.union(
  [z.literal('inf'), wholeBetween(1, 4096, OR_INF)],
  `must be a whole number between 1 and 4096${OR_INF}`,
);

const modalities = z.array(oneOf(['text', 'audio']), 'must be a list').min(1, 'must name "text" or "audio"');

export const settingsSchema = z
  .strictObject(
    {
      modelName: word,
      instructions: text,
      outputModalities: modalities,
      /** The older name of outputModalities. */
      modalities,
      voice: z.union([word, z.strictObject({ id: word })], 'must be a name or {id}'),
      speed: between(0.25, 1.5),
      maxOutputTokens,
      inputAudioFormat: audioFormat,
      outputAudioFormat: audioFormat,
      inputAudioTranscription: transcription.nullable(),
      inputAudioNoiseReduction: z
        .strictObject(
          { type: oneOf(['near_field', 'far_field']), strength: between(0, 1).optional() },
          'must be an object, or null for none',
        )
        .nullable(),
      turnDetection: turnDetection.nullable(),
      toolChoice,
      parallelToolCalls: flag,
      reasoning: z.strictObject(
        { effort: oneOf(['minimal', 'low', 'medium', 'high', 'xhigh']) },
        'must be an object',
      ),
      tracing: tracing.nullable(),
      truncation,
      include: words.nullable(),
      /** Fields of the server's own session object, merged last and unchecked. */
      providerData: anything,
    },
    'must be an object',
  )
  .partial();

export type RealtimeTurnDetection = z.infer<typeof turnDetection>;

/** What is wrong, the dotted path of the field and the sentence about it. */
export type SettingsProblem = { readonly field: string; readonly problem: string };

/** The first problem; of a choice between shapes, that of the shape which fits furthest. */
export function describeProblem(error: z.core.$ZodError): SettingsProblem {
  const [issue] = error.issues;
  if (issue === undefined) return { field: 'settings', problem: 'are not valid' };
  const { path, found } = deepest(issue);
  if (found.code === 'unrecognized_keys') {
    return { field: [...path, found.keys[0] ?? ''].join('.'), problem: 'is not a setting' };
  }
  return { field: path.join('.') || 'settings', problem: found.message };
}

type Found = { readonly path: readonly PropertyKey[]; readonly found: z.core.$ZodIssue };

function deepest(issue: z.core.$ZodIssue): Found {
  let best: Found = { path: issue.path, found: issue };
  if (issue.code !== 'invalid_union') return best;
  for (const nested of issue.errors.flat()) {
    const { path, found } = deepest(nested);
    if (issue.path.length + path.length > best.path.length) best = { path: [...issue.path, ...path], found };
  }
  return best;
}
