import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { type Chord, parseChord } from '#shared/hotkeys/chord.ts';
import type { Chords } from './key-messages.ts';
import type { Bindings } from './key-provider.ts';

/** Why only the keyboard hook hears modifiers that are alone. */
export const NEEDS_KEY = 'It hears modifiers only with another key.';

export type ReadBindings = { readonly chords: Chords; readonly refused: ReadonlyMap<HotkeyAction, string> };

/** Reads the accelerators; those that nobody could press are refused, and those that have an `obstacle`. */
export function chordsOf(bindings: Bindings, obstacle: (chord: Chord) => string | undefined): ReadBindings {
  const chords: Chords = {};
  const refused = new Map<HotkeyAction, string>();
  for (const [action, accelerator] of bindings) {
    const chord = parseChord(accelerator, process.platform);
    const reason = chord === undefined ? `It does not know ${accelerator}.` : obstacle(chord);
    if (reason !== undefined) refused.set(action, reason);
    else if (chord !== undefined) chords[action] = chord;
  }
  return { chords, refused };
}
