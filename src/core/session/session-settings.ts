import type { RealtimeSessionSettingsInput } from '#realtime/index.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { VOICES } from '#shared/settings/voices.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';

/** What a session is told, worked out from the settings. */
export function sessionSettings(settings: Settings, endpoint: Endpoint): RealtimeSessionSettingsInput {
  return {
    modelName: endpoint.model,
    inputAudioTranscription: { model: endpoint.provider.transcriptionModel },
    turnDetection: turnDetection(settings.turns),
    ...voiceSettings(settings.voice, endpoint),
  };
}

/** Under the key nobody but the key ends a turn; hands-free the server does. */
export function turnDetection(
  turns: Settings['turns'],
): NonNullable<RealtimeSessionSettingsInput['turnDetection']> | null {
  if (turns.mode === 'hold') return null;
  if (turns.detection === 'semantic_vad') {
    return {
      type: 'semantic_vad',
      eagerness: turns.eagerness,
      createResponse: true,
      interruptResponse: true,
    };
  }
  return {
    type: 'server_vad',
    threshold: turns.threshold,
    silenceDurationMs: turns.pauseMs,
    prefixPaddingMs: turns.prefixPaddingMs,
    createResponse: true,
    interruptResponse: true,
  };
}

/** The engine maps OpenAI's voices to its own; OpenAI refuses the engine's, so its default stands in. */
export function voiceSettings(
  voice: Settings['voice'],
  { provider }: Pick<Endpoint, 'provider'>,
): { readonly voice: string; readonly speed: number } {
  const known = VOICES.find((entry) => entry.id === voice.name);
  const fits = known === undefined || known.provider === 'openai' || provider.id === 'engine';
  return { voice: fits ? voice.name : DEFAULT_VOICE, speed: voice.speed };
}

const DEFAULT_VOICE = 'marin';
