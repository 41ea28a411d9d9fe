import { createSettingsService, type SettingsService } from '#core/settings/settings-service.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { SettingsPatch } from '#shared/settings/settings.ts';

/** The defaults with these changes, kept nowhere. */
export function memorySettings(clock: Clock, patch: SettingsPatch): SettingsService {
  const backend = {
    load: () => undefined,
    save: async () => {},
    setAside: () => '',
    backups: () => [],
    backUp: async () => {},
  };
  const settings = createSettingsService({ backend, clock, onProblem() {} });
  settings.update(patch);
  return settings;
}
