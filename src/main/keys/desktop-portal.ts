import type { Clock } from '#shared/base/clock.ts';
import { parseChord } from './chord.ts';
import { startKeyProcess } from './key-process.ts';
import type { KeyProvider } from './key-provider.ts';

/** The desktop may ask the person first, ms. */
const START_LIMIT_MS = 120_000;

/** The desktop's own shortcuts on Wayland: they tell press and release, and swallow the key for all others. */
export function createDesktopPortal(clock: Clock): KeyProvider {
  return {
    async start(binding, listener) {
      const chord = parseChord(binding, process.platform);
      if (chord === undefined) return { active: false, reason: `The portal cannot be asked for ${binding}.` };
      return startKeyProcess({ name: 'portal', chord, startLimitMs: START_LIMIT_MS, clock, listener });
    },
  };
}
