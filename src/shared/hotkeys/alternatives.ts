import { type Chord, chordOfCodes, formatChord, isModifiersOnly, parseChord } from './chord.ts';
import { type Modifier, modifierCode } from './keys.ts';
import { type HotkeyPlace, judgeAccelerator } from './rules.ts';

const MODIFIER_SETS: readonly (readonly Modifier[])[] = [
  ['ctrl', 'shift'],
  ['ctrl', 'alt'],
  ['alt', 'shift'],
  ['ctrl', 'alt', 'shift'],
];
/** Keys that few programs have a use for. */
const SPARE_KEYS = ['F9', 'F8', 'F10'];

/** Other accelerators for somebody who cannot have this one, nearest first. They keep all rules; the system may still refuse them. */
export function alternativesTo(accelerator: string, place: HotkeyPlace): readonly string[] {
  const chord = parseChord(accelerator, place.platform);
  const key = chord === undefined || isModifiersOnly(chord) ? 'Space' : chord.key;
  const wanted = chord && formatChord(chord, place.platform);
  const near = [key, ...SPARE_KEYS].flatMap((name) =>
    MODIFIER_SETS.map((held) => formatChord(withKey(held, name), place.platform)),
  );
  return [...new Set(near)].filter((other) => other !== wanted && judgeAccelerator(other, place).ok);
}

function withKey(held: readonly Modifier[], key: string): Chord {
  return { ...chordOfCodes(held.map((modifier) => modifierCode(modifier, 'left'))), key };
}
