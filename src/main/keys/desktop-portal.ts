import type { Clock } from '#shared/base/clock.ts';
import { isModifiersOnly } from '#shared/hotkeys/chord.ts';
import { chordsOf, NEEDS_KEY } from './chords-of.ts';
import { startKeyProcess } from './key-process.ts';
import type { KeyProvider } from './key-provider.ts';

/** The desktop may ask the person first, ms. */
const START_LIMIT_MS = 120_000;

/** The desktop's own shortcuts on Wayland: they tell press and release, and swallow the keys for all others. */
export function createDesktopPortal(clock: Clock): KeyProvider {
  return {
    async start(bindings, listener) {
      const { chords, refused } = chordsOf(bindings, (chord) =>
        isModifiersOnly(chord) ? NEEDS_KEY : undefined,
      );
      if (refused.size === bindings.size) return { refused, close() {} };
      const parts = { bindings, chords, refused, clock, listener };
      return startKeyProcess({ ...parts, name: 'portal', startLimitMs: START_LIMIT_MS });
    },
  };
}
