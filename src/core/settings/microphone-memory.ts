import { deviceName } from '#shared/settings/device-name.ts';
import { MAX_MICROPHONES, type Settings, type SettingsPatch } from '#shared/settings/settings.ts';
import { applyPatch } from './settings-service.ts';

/**
 * The patch, with what follows from it for the threshold: one that is changed is remembered for the microphone in use, and a
 * microphone that is chosen brings the threshold along that it had when it was last in use.
 */
export function withRememberedThreshold(settings: Settings, patch: SettingsPatch): SettingsPatch {
  const wanted = applyPatch(settings, patch);
  const name = deviceName(wanted.microphone);
  const known = settings.microphone.thresholds;
  if (patch.turns?.threshold === undefined) {
    const remembered = known.find(({ label }) => label === name);
    if (name === deviceName(settings.microphone) || remembered === undefined) return patch;
    return { ...patch, turns: { ...patch.turns, threshold: remembered.threshold } };
  }
  const others = known.filter(({ label }) => label !== name).slice(1 - MAX_MICROPHONES);
  const thresholds = [...others, { label: name, threshold: patch.turns.threshold }];
  return { ...patch, microphone: { ...patch.microphone, thresholds } };
}
