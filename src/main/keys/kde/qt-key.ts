import type { Chord } from '#shared/hotkeys/chord.ts';

/** `Qt::KeyboardModifier`. */
const MODIFIERS = {
  shift: 0x02000000,
  ctrl: 0x04000000,
  alt: 0x08000000,
  meta: 0x10000000,
} as const;

/** `Qt::Key` of the keys that write nothing; F1 is the first of its row. */
const KEYS: Readonly<Record<string, number>> = {
  Escape: 0x01000000,
  Tab: 0x01000001,
  Backspace: 0x01000003,
  Enter: 0x01000004,
  Insert: 0x01000006,
  Delete: 0x01000007,
  PrintScreen: 0x01000009,
  Home: 0x01000010,
  End: 0x01000011,
  ArrowLeft: 0x01000012,
  ArrowUp: 0x01000013,
  ArrowRight: 0x01000014,
  ArrowDown: 0x01000015,
  PageUp: 0x01000016,
  PageDown: 0x01000017,
  CapsLock: 0x01000024,
  NumLock: 0x01000025,
  ScrollLock: 0x01000026,
};
const F1 = 0x01000030;

/** The others have the number of what they write without Shift. */
const WRITES: Readonly<Record<string, string>> = {
  Space: ' ',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Comma: ',',
  Period: '.',
  Slash: '/',
};

/** A chord as one number, `QKeyCombination::toCombined`. */
export function toQtKey({ key, ...held }: Chord): number {
  const names = ['ctrl', 'alt', 'shift', 'meta'] as const;
  return names.reduce((sum, name) => sum + (held[name] ? MODIFIERS[name] : 0), numberOf(key));
}

function numberOf(key: string): number {
  const f = /^F(\d+)$/.exec(key)?.[1];
  if (f !== undefined) return F1 + Number(f) - 1;
  return KEYS[key] ?? (WRITES[key] ?? key).charCodeAt(0);
}
