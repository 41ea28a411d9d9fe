import { systemPreferences } from 'electron';
import type { Clock } from '#shared/base/clock.ts';
import { chordsOf } from './chords-of.ts';
import { startKeyProcess } from './key-process.ts';
import { type KeyProvider, refuseAll } from './key-provider.ts';

/** The process is there in well under a second, ms. */
const START_LIMIT_MS = 5_000;

/** Sees the keys of the whole keyboard, press and release, without taking them from other programs. */
export function createKeyboardHook(clock: Clock): KeyProvider {
  return {
    async start(bindings, listener) {
      const { chords, refused } = chordsOf(bindings, () => undefined);
      if (refused.size === bindings.size) return { refused, close() {} };
      if (process.platform === 'darwin' && !systemPreferences.isTrustedAccessibilityClient(false)) {
        return refuseAll(bindings, 'macOS does not let Hark see keys: allow it under Accessibility.');
      }
      const parts = { bindings, chords, refused, clock, listener };
      return startKeyProcess({ ...parts, name: 'hook', startLimitMs: START_LIMIT_MS });
    },
  };
}
