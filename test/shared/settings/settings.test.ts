import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SettingsPatchSchema, SettingsSchema } from '#shared/settings/settings.ts';
import { VOICES } from '#shared/settings/voices.ts';

describe('settings', () => {
  it('have valid defaults with a voice that is offered', () => {
    expect(SettingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
    expect(VOICES.map((voice) => voice.id)).toContain(DEFAULT_SETTINGS.voice.name);
  });

  it.each([
    ['a threshold above 1', { turns: { threshold: 1.5 } }],
    ['a threshold in words', { turns: { threshold: '0.5' } }],
    ['no pause at all', { turns: { pauseMs: 0 } }],
    ['an endless pause', { turns: { pauseMs: 1e9 } }],
    ['half a millisecond', { turns: { pauseMs: 500.5 } }],
    ['an empty voice', { voice: { name: '  ' } }],
    ['an endless voice', { voice: { name: 'x'.repeat(10_000) } }],
    ['a voice that is too fast', { voice: { speed: 2 } }],
    ['an unknown group', { wakeWord: {} }],
    ['an unknown field', { voice: { pitch: 1 } }],
    ['the version', { version: 2 }],
  ])('refuse %s', (_, patch) => {
    expect(SettingsPatchSchema.safeParse(patch).success).toBe(false);
  });

  it('take a sparse change', () => {
    expect(SettingsPatchSchema.parse({ voice: { speed: 0.9 } })).toEqual({ voice: { speed: 0.9 } });
  });
});
