import type { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';
import {
  describeProblem,
  type RealtimeAudioFormat,
  type SettingsProblem,
  settingsSchema,
} from './settings-schema.ts';

/** Settings as a caller may write them: audio formats also in their structured form, modalities under both names. */
export type RealtimeSessionSettingsInput = z.input<typeof settingsSchema>;
/** Everything a session can be told about itself, provider-neutral; absent fields keep the server's value. */
export type RealtimeSessionSettings = Omit<z.output<typeof settingsSchema>, 'modalities'>;

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
  if (!parsed.success) throw refusal(describeProblem(parsed.error));
  const { modalities, voice, outputModalities: asked = modalities, ...settings } = parsed.data;
  if (voice === 'none') {
    if (asked === undefined || asked.includes('text')) return { ...settings, outputModalities: ['text'] };
    throw refusal({ field: 'voice', problem: 'must be a voice when the answers are audio' });
  }
  return {
    ...settings,
    ...(voice === undefined ? {} : { voice }),
    // Servers take exactly one; audio comes with its words anyway.
    ...(asked === undefined ? {} : { outputModalities: [asked.includes('audio') ? 'audio' : 'text'] }),
  };
}

function refusal({ field, problem }: SettingsProblem): HarkError {
  return new HarkError('invalid_input', `Session setting ${field}: ${problem}.`, { field });
}

/** Samples per second of a format. */
export function sampleRateOf(format: RealtimeAudioFormat): 24_000 | 8_000 {
  return format === 'pcm16' ? 24_000 : 8_000;
}
