import { systemPreferences } from 'electron';
import type { Clock } from '#shared/base/clock.ts';
import { parseChord } from './chord.ts';
import { startKeyProcess } from './key-process.ts';
import type { KeyProvider } from './key-provider.ts';

/** The process is there in well under a second, ms. */
const START_LIMIT_MS = 5_000;

/** Sees the keys of the whole keyboard, press and release, without taking them from other programs. */
export function createKeyboardHook(clock: Clock): KeyProvider {
  return {
    async start(binding, listener) {
      const chord = parseChord(binding, process.platform);
      if (chord === undefined) return { active: false, reason: `The hook does not know ${binding}.` };
      if (process.platform === 'darwin' && !systemPreferences.isTrustedAccessibilityClient(false)) {
        return { active: false, reason: 'macOS does not let Hark see keys: allow it under Accessibility.' };
      }
      return startKeyProcess({ name: 'hook', chord, startLimitMs: START_LIMIT_MS, clock, listener });
    },
  };
}
