export const MODIFIERS = ['ctrl', 'alt', 'shift', 'meta'] as const;
export type Modifier = (typeof MODIFIERS)[number];

type ModifierKey = { readonly modifier: Modifier; readonly side: 'left' | 'right' };

const MODIFIER_KEYS: Readonly<Record<string, ModifierKey>> = Object.fromEntries(
  MODIFIERS.flatMap((modifier) =>
    (['left', 'right'] as const).map((side) => [modifierCode(modifier, side), { modifier, side }]),
  ),
);

/** The `KeyboardEvent.code` of a modifier. */
export function modifierCode(modifier: Modifier, side: 'left' | 'right'): string {
  const name = modifier === 'ctrl' ? 'Control' : capitalised(modifier);
  return `${name}${capitalised(side)}`;
}

/** Which modifier a `KeyboardEvent.code` is; `undefined` for other keys. */
export function modifierOfCode(code: string): ModifierKey | undefined {
  return Object.hasOwn(MODIFIER_KEYS, code) ? MODIFIER_KEYS[code] : undefined;
}

type KeyRow = {
  /** As uiohook names it; W3C's `KeyboardEvent.code` but for letters, digits and Ctrl. */
  readonly name: string;
  readonly code: string;
  /** As Electron's accelerators name it. */
  readonly accelerator: string;
  /** As it is printed on a key. */
  readonly cap: string;
};

const row = (name: string, accelerator = name, cap = accelerator): KeyRow => ({
  name,
  code: name,
  accelerator,
  cap,
});

const KEYS: readonly KeyRow[] = [
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => ({ ...row(letter), code: `Key${letter}` })),
  ...[...'0123456789'].map((digit) => ({ ...row(digit), code: `Digit${digit}` })),
  ...Array.from({ length: 24 }, (_, index) => row(`F${index + 1}`)),
  ...['Space', 'Tab', 'Enter', 'Backspace', 'Delete', 'Insert', 'Home', 'End'].map((name) => row(name)),
  row('Escape', 'Escape', 'Esc'),
  row('PageUp', 'PageUp', 'Page Up'),
  row('PageDown', 'PageDown', 'Page Down'),
  row('ArrowUp', 'Up', '↑'),
  row('ArrowDown', 'Down', '↓'),
  row('ArrowLeft', 'Left', '←'),
  row('ArrowRight', 'Right', '→'),
  row('PrintScreen', 'PrintScreen', 'Print Screen'),
  row('CapsLock', 'Capslock', 'Caps Lock'),
  row('NumLock', 'Numlock', 'Num Lock'),
  row('ScrollLock', 'Scrolllock', 'Scroll Lock'),
  row('Minus', '-'),
  row('Equal', '='),
  row('BracketLeft', '['),
  row('BracketRight', ']'),
  row('Backslash', '\\'),
  row('Semicolon', ';'),
  row('Quote', "'"),
  row('Backquote', '`'),
  row('Comma', ','),
  row('Period', '.'),
  row('Slash', '/'),
  // Right-hand modifiers do on their own what a key does; no system but the keyboard hook hears them so.
  ...MODIFIERS.map((modifier) => ({
    ...row(`${capitalised(modifier)}Right`),
    code: modifierCode(modifier, 'right'),
  })),
];

const BY_CODE = new Map(KEYS.map((key) => [key.code, key]));
const BY_NAME = new Map(KEYS.map((key) => [key.name, key]));
const BY_TEXT = new Map(
  KEYS.flatMap((key) => [
    [key.name.toLowerCase(), key],
    [key.accelerator.toLowerCase(), key],
  ]),
);
const SYNONYMS: Readonly<Record<string, string>> = { esc: 'escape', return: 'enter' };

export const keyOfCode = (code: string): KeyRow | undefined => BY_CODE.get(code);
export const keyOfName = (name: string): KeyRow | undefined => BY_NAME.get(name);
/** The key that an accelerator means, in any case. */
export const keyOfText = (text: string): KeyRow | undefined => {
  const lower = text.toLowerCase();
  return BY_TEXT.get(SYNONYMS[lower] ?? lower);
};

/** Keys that no program needs to type or to move about: they may be hotkeys without a modifier. */
export function isFreeKey(name: string): boolean {
  return /^(F\d+|(Ctrl|Alt|Shift|Meta)Right|ScrollLock|Insert)$/.test(name);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
