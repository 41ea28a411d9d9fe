import { z } from 'zod';
import { openObject } from './open-object.ts';

/** Ends a turn after a stretch of silence. Times in ms; ranges from reference/realtime-protocol.md §3.2. */
const ServerVadSchema = openObject({
  type: z.literal('server_vad'),
  /** Probability of speech from which on a frame counts as speech, 0..1. */
  threshold: z.number().min(0).max(1).exactOptional(),
  /** Audio kept from before the onset. */
  prefix_padding_ms: z.number().int().min(0).exactOptional(),
  silence_duration_ms: z.number().int().min(0).exactOptional(),
  create_response: z.boolean().exactOptional(),
  interrupt_response: z.boolean().exactOptional(),
  idle_timeout_ms: z.number().int().min(5_000).max(30_000).nullable().exactOptional(),
});
type ServerVad = z.infer<typeof ServerVadSchema>;

/** Ends a turn when what was said is complete. */
const SemanticVadSchema = openObject({
  type: z.literal('semantic_vad'),
  /** How long to wait for more; `auto` is `medium`. */
  eagerness: z.enum(['low', 'medium', 'high', 'auto']).exactOptional(),
  create_response: z.boolean().exactOptional(),
  interrupt_response: z.boolean().exactOptional(),
  /** Undocumented; the stock JavaScript SDK forwards it (§3.2). */
  model_version: z.string().exactOptional(),
});
type SemanticVad = z.infer<typeof SemanticVadSchema>;

/** `null` in a session means that the client ends turns itself (push-to-talk). */
export const TurnDetectionSchema = z.discriminatedUnion('type', [ServerVadSchema, SemanticVadSchema]);
export type TurnDetection = z.infer<typeof TurnDetectionSchema>;

export type EffectiveServerVad = Required<ServerVad>;
type EffectiveSemanticVad = SemanticVad & Required<Omit<SemanticVad, 'model_version'>>;
/** Turn detection with nothing left open: what a server works by and echoes. */
export type EffectiveTurnDetection = EffectiveServerVad | EffectiveSemanticVad;

/** Documented default of OpenAI; its own sessions show 200 ms of silence, so clients send the value they mean. */
export const DEFAULT_SERVER_VAD: EffectiveServerVad = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 500,
  create_response: true,
  interrupt_response: true,
  idle_timeout_ms: null,
};

const DEFAULT_SEMANTIC_VAD: EffectiveSemanticVad = {
  type: 'semantic_vad',
  eagerness: 'auto',
  create_response: true,
  interrupt_response: true,
};

/** Fills in the defaults of the detection's own type. */
export function completeTurnDetection(detection: TurnDetection): EffectiveTurnDetection {
  return detection.type === 'server_vad'
    ? { ...DEFAULT_SERVER_VAD, ...detection }
    : { ...DEFAULT_SEMANTIC_VAD, ...detection };
}
