import {
  keyOfCode,
  keyOfName,
  keyOfText,
  MODIFIERS,
  type Modifier,
  modifierCode,
  modifierOfCode,
} from './keys.ts';

/** A key with the modifiers that have to be down with it, and no others. */
export type Chord = {
  /** The key as uiohook names it: `Space`, `A`, `F9`, `CtrlRight`; `''` for modifiers without one. */
  readonly key: string;
} & Readonly<Record<Modifier, boolean>>;

const NO_CHORD: Chord = { key: '', ctrl: false, alt: false, shift: false, meta: false };

const WORDS: Readonly<Record<string, Modifier>> = {
  control: 'ctrl',
  ctrl: 'ctrl',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
  command: 'meta',
  cmd: 'meta',
  super: 'meta',
  meta: 'meta',
};

/**
 * Reads an Electron accelerator on a platform (`process.platform`), or what Electron has no word for: modifiers alone
 * (`Control+Super`), and a right-hand one (`CtrlRight`). `undefined` when it has a part that nobody could press.
 */
export function parseChord(accelerator: string, platform: string): Chord | undefined {
  const parts = accelerator.split('+');
  const last = parts.at(-1) ?? '';
  const key = keyOfText(last)?.name;
  const held = (key === undefined ? parts : parts.slice(0, -1)).map((part) => modifierOfWord(part, platform));
  if (held.includes(undefined) || (key === undefined && last === '')) return undefined;
  return { key: key ?? '', ...flags((modifier) => held.includes(modifier)) };
}

function modifierOfWord(word: string, platform: string): Modifier | undefined {
  const name = word.toLowerCase();
  if (name === 'commandorcontrol' || name === 'cmdorctrl') return mainModifier(platform);
  return Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
}

const mainModifier = (platform: string): Modifier => (platform === 'darwin' ? 'meta' : 'ctrl');

/** Writes a chord in one way only, which `parseChord` reads back; the main modifier of the platform comes first. */
export function formatChord(chord: Chord, platform: string): string {
  const main = mainModifier(platform);
  const names: Readonly<Record<Modifier, string>> = {
    ctrl: 'Control',
    alt: 'Alt',
    shift: 'Shift',
    meta: 'Super',
    [main]: 'CommandOrControl',
  };
  const order = [main, ...MODIFIERS.filter((modifier) => modifier !== main)];
  const held = order.filter((modifier) => chord[modifier]).map((modifier) => names[modifier]);
  return [...held, keyOfName(chord.key)?.accelerator ?? []].flat().join('+');
}

/** The one way to write what the text means; text that means nothing stays as it is. */
export function canonical(accelerator: string, platform: string): string {
  const chord = parseChord(accelerator, platform);
  return chord === undefined ? accelerator : formatChord(chord, platform);
}

/** The chord of keys that were down together, by their `KeyboardEvent.code`. What no chord can have is left out. */
export function chordOfCodes(codes: readonly string[]): Chord {
  const [only] = codes;
  if (codes.length === 1 && only !== undefined && modifierOfCode(only)?.side === 'right') {
    return { ...NO_CHORD, key: keyOfCode(only)?.name ?? '' };
  }
  const held = codes.map((code) => modifierOfCode(code)?.modifier);
  const key = codes.find((code) => modifierOfCode(code) === undefined && keyOfCode(code) !== undefined);
  return {
    key: key === undefined ? '' : (keyOfCode(key)?.name ?? ''),
    ...flags((modifier) => held.includes(modifier)),
  };
}

/** The keys one would press for it, modifiers first: the left ones, unless it is a right one alone. */
export function codesOfChord(chord: Chord): readonly string[] {
  const held = MODIFIERS.filter((modifier) => chord[modifier]).map((modifier) =>
    modifierCode(modifier, 'left'),
  );
  return [...held, keyOfName(chord.key)?.code ?? []].flat();
}

/** Whether only the keyboard hook can hear it: it has no key besides modifiers. */
export function isModifiersOnly({ key }: Chord): boolean {
  const code = keyOfName(key)?.code;
  return code === undefined || modifierOfCode(code) !== undefined;
}

function flags(isHeld: (modifier: Modifier) => boolean): Readonly<Record<Modifier, boolean>> {
  return { ctrl: isHeld('ctrl'), alt: isHeld('alt'), shift: isHeld('shift'), meta: isHeld('meta') };
}
