import { codesOfChord, parseChord } from './chord.ts';
import { keyOfCode, MODIFIERS, type Modifier, modifierOfCode } from './keys.ts';

type ModifierCaps = Readonly<Record<Modifier, string>>;

const MAC: ModifierCaps = { ctrl: '⌃', alt: '⌥', shift: '⇧', meta: '⌘' };
const WORDS: ModifierCaps = { ctrl: 'Ctrl', alt: 'Alt', shift: 'Shift', meta: 'Super' };

/** What is printed on the keys that are down, modifiers first, in the words or signs of the platform. */
export function capsOfCodes(codes: readonly string[], platform: string): readonly string[] {
  const held = codes.map((code) => modifierOfCode(code));
  const sided = codes.length === 1 && held[0]?.side === 'right' ? 'Right ' : '';
  const modifiers = MODIFIERS.filter((name) => held.some((entry) => entry?.modifier === name));
  const keys = codes.filter((code) => modifierOfCode(code) === undefined);
  return [
    ...modifiers.map((modifier) => `${sided}${modifierCaps(platform)[modifier]}`),
    ...keys.map((code) => keyOfCode(code)?.cap ?? code),
  ];
}

/** The keycaps of an accelerator; one that nobody could press is shown as it is written. */
export function capsOf(accelerator: string, platform: string): readonly string[] {
  const chord = parseChord(accelerator, platform);
  if (chord === undefined) return accelerator === '' ? [] : [accelerator];
  return capsOfCodes(codesOfChord(chord), platform);
}

/** The accelerator in one line of text: `Ctrl + Shift + Space`. */
export function spell(accelerator: string, platform: string): string {
  return capsOf(accelerator, platform).join(' + ');
}

function modifierCaps(platform: string): ModifierCaps {
  if (platform === 'darwin') return MAC;
  return platform === 'win32' ? { ...WORDS, meta: 'Win' } : WORDS;
}
