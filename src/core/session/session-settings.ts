import type { RealtimeSessionSettingsInput } from '#realtime/index.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { VOICES } from '#shared/settings/voices.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';

/** What a session is told, worked out from the settings. */
export function sessionSettings(settings: Settings, endpoint: Endpoint): RealtimeSessionSettingsInput {
  return {
    modelName: endpoint.model,
    inputAudioTranscription: { model: endpoint.transcriptionModel },
    turnDetection: turnDetection(settings.turns),
    ...voiceSettings(settings.voice, endpoint),
  };
}

/** How much lower or higher a voice must be above the noise to interrupt an answer than to begin a turn. */
const INTERRUPTION_SHIFT = { never: 0, low: 0.2, medium: 0, high: -0.2 } as const;

/** Under the key nobody but the key ends a turn; hands-free the server does. `speaking`: an answer sounds. */
export function turnDetection(
  turns: Settings['turns'],
  speaking = false,
): NonNullable<RealtimeSessionSettingsInput['turnDetection']> | null {
  if (turns.mode === 'hold') return null;
  const answers = { createResponse: true, interruptResponse: turns.interruption !== 'never' };
  if (turns.detection === 'semantic_vad') {
    return { type: 'semantic_vad', eagerness: turns.eagerness, ...answers };
  }
  const shift = speaking ? INTERRUPTION_SHIFT[turns.interruption] : 0;
  return {
    type: 'server_vad',
    threshold: Math.min(0.95, Math.max(0.05, turns.threshold + shift)),
    silenceDurationMs: turns.pauseMs,
    prefixPaddingMs: turns.prefixPaddingMs,
    idleTimeoutMs: turns.idleTimeoutMs === 0 ? null : turns.idleTimeoutMs,
    ...answers,
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
