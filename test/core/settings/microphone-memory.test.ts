import { describe, expect, it } from 'vitest';
import { withRememberedThreshold } from '#core/settings/microphone-memory.ts';
import { applyPatch } from '#core/settings/settings-service.ts';
import {
  DEFAULT_SETTINGS,
  MAX_MICROPHONES,
  type Settings,
  type SettingsPatch,
} from '#shared/settings/settings.ts';

const headset = { microphone: { deviceId: 'id-1', label: 'Headset' } };
const made = (...patches: readonly SettingsPatch[]): Settings =>
  patches.reduce<Settings>(
    (settings, patch) => applyPatch(settings, withRememberedThreshold(settings, patch)),
    DEFAULT_SETTINGS,
  );
const threshold = (value: number): SettingsPatch => ({ turns: { threshold: value } });

describe('the threshold of the voice detector', () => {
  it('comes back with the microphone it was set for', () => {
    const back = { microphone: { deviceId: '', label: '' } };
    const settings = made(threshold(0.3), headset, threshold(0.8), back);
    expect(settings.turns.threshold).toBe(0.3);
    expect(made(threshold(0.3), headset, threshold(0.8), back, headset).turns.threshold).toBe(0.8);
  });

  it('is known by the name of a microphone whose id has changed', () => {
    const settings = made(
      headset,
      threshold(0.8),
      { microphone: { deviceId: '', label: '' } },
      threshold(0.2),
      {
        microphone: { deviceId: 'id-2', label: 'Headset' },
      },
    );
    expect(settings.turns.threshold).toBe(0.8);
  });

  it('stays as it is for a microphone that is new', () => {
    expect(made(threshold(0.3), headset).turns.threshold).toBe(0.3);
  });

  it('is kept for the microphones used last', () => {
    const used = Array.from({ length: MAX_MICROPHONES + 5 }, (_, index): SettingsPatch[] => [
      { microphone: { deviceId: `id-${index}`, label: `Microphone ${index}` } },
      threshold(0.4),
    ]).flat();
    const { thresholds } = made(...used).microphone;
    expect(thresholds).toHaveLength(MAX_MICROPHONES);
    expect(thresholds.at(-1)).toEqual({ label: `Microphone ${MAX_MICROPHONES + 4}`, threshold: 0.4 });
  });
});
