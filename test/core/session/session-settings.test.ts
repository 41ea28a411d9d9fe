import { describe, expect, it } from 'vitest';
import { chooseEndpoint } from '#core/endpoint/endpoint.ts';
import { sessionSettings, turnDetection, voiceSettings } from '#core/session/session-settings.ts';
import { PROVIDERS } from '#shared/settings/providers.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';

const { turns } = DEFAULT_SETTINGS;
const keys = { get: async () => undefined, set: async () => [] };

describe('what a session is told', () => {
  it('is that the key ends turns', () => {
    expect(turnDetection(turns)).toBeNull();
  });

  it('is how the server finds turns, with every setting', () => {
    expect(turnDetection({ ...turns, mode: 'hands_free', eagerness: 'low' })).toEqual({
      type: 'semantic_vad',
      eagerness: 'low',
      createResponse: true,
      interruptResponse: true,
    });
    expect(
      turnDetection({
        ...turns,
        mode: 'hands_free',
        detection: 'server_vad',
        pauseMs: 700,
        threshold: 0.7,
        prefixPaddingMs: 200,
      }),
    ).toMatchObject({ type: 'server_vad', silenceDurationMs: 700, threshold: 0.7, prefixPaddingMs: 200 });
  });

  it.each([
    ['low', 0.7],
    ['medium', 0.5],
    ['high', 0.3],
  ] as const)(
    'is, while an answer sounds, a threshold for interruption of sensitivity %s',
    (interruption, threshold) => {
      const vad = { ...turns, mode: 'hands_free', detection: 'server_vad', interruption } as const;
      expect(turnDetection(vad, true)).toMatchObject({ threshold, interruptResponse: true });
      expect(turnDetection(vad)).toMatchObject({ threshold: 0.5 });
    },
  );

  it('is that a voice interrupts nothing, and when to speak up, where that is wanted', () => {
    const never = { ...turns, mode: 'hands_free', interruption: 'never', idleTimeoutMs: 5000 } as const;
    expect(turnDetection({ ...never, detection: 'semantic_vad' })).toMatchObject({
      interruptResponse: false,
    });
    expect(turnDetection({ ...never, detection: 'server_vad' })).toMatchObject({
      interruptResponse: false,
      idleTimeoutMs: 5000,
    });
  });

  it.each([
    ['engine', 'slt', 'slt'],
    ['engine', 'marin', 'marin'],
    ['openai', 'cedar', 'cedar'],
    ['openai', 'slt', 'marin'],
    ['custom', 'slt', 'marin'],
    ['custom', 'house-voice', 'house-voice'],
  ] as const)('is, on %s, for the voice %s: %s', (id, name, voice) => {
    expect(voiceSettings({ name, speed: 1.1, volume: 1 }, { provider: PROVIDERS[id] })).toEqual({
      voice,
      speed: 1.1,
    });
  });

  it('is the model of the endpoint, to write down and to answer', async () => {
    const endpoint = await chooseEndpoint({ settings: DEFAULT_SETTINGS.endpoint, keys });
    expect(sessionSettings(DEFAULT_SETTINGS, endpoint)).toMatchObject({
      modelName: 'hark-offline',
      inputAudioTranscription: { model: 'hark-offline' },
    });
  });
});
