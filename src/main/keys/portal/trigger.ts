import type { Chord } from '#shared/hotkeys/chord.ts';

/** Where xkb's name of a key is not the hook's. */
const KEYSYMS: Readonly<Record<string, string>> = {
  Space: 'space',
  Enter: 'Return',
  Backspace: 'BackSpace',
  PageUp: 'Prior',
  PageDown: 'Next',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  PrintScreen: 'Print',
  CapsLock: 'Caps_Lock',
  NumLock: 'Num_Lock',
  ScrollLock: 'Scroll_Lock',
  Minus: 'minus',
  Equal: 'equal',
  BracketLeft: 'bracketleft',
  BracketRight: 'bracketright',
  Backslash: 'backslash',
  Semicolon: 'semicolon',
  Quote: 'apostrophe',
  Backquote: 'grave',
  Comma: 'comma',
  Period: 'period',
  Slash: 'slash',
};

/** A chord as the XDG shortcuts specification writes it: `CTRL+SHIFT+space`. */
export function toTrigger({ key, ctrl, alt, shift, meta }: Chord): string {
  const modifiers = { CTRL: ctrl, ALT: alt, SHIFT: shift, LOGO: meta };
  const held = Object.entries(modifiers).flatMap(([name, isHeld]) => (isHeld ? [name] : []));
  const keysym = /^[A-Z]$/.test(key) ? key.toLowerCase() : (KEYSYMS[key] ?? key);
  return [...held, keysym].join('+');
}
