import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { isModifiersOnly } from '#shared/hotkeys/chord.ts';
import { chordsOf, NEEDS_KEY } from './chords-of.ts';
import { startKeyProcess } from './key-process.ts';
import type { KeyProvider } from './key-provider.ts';

/** The desktop may ask the person first, ms. */
const START_LIMIT_MS = 120_000;

/** The desktop's own shortcuts: they tell press and release, and swallow the keys for all others. */
export function createDesktopShortcuts(name: 'portal' | 'kde', clock: Clock): KeyProvider {
  /** A process that is told to end gives its keys back to KDE, which must not be those that the next one took. */
  let isOver: Promise<void> = Promise.resolve();
  return {
    async start(bindings, listener) {
      const { chords, refused } = chordsOf(bindings, (chord) =>
        isModifiersOnly(chord) ? NEEDS_KEY : undefined,
      );
      if (refused.size === bindings.size) return { refused, close() {} };
      const parts = { bindings, chords, refused, clock, listener };
      const before = isOver;
      const ended = createDeferred<void>();
      isOver = ended.promise;
      // A portal takes the keys of a process back by itself, and the person may be asked for long.
      if (name === 'kde') await before;
      const started = await startKeyProcess({ ...parts, name, startLimitMs: START_LIMIT_MS });
      void started.ended.then(ended.resolve);
      return started;
    },
  };
}
