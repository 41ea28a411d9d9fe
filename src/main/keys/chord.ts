/** A key with the modifiers that have to be down with it, and no others. */
export type Chord = {
  /** The key as uiohook names it: `Space`, `A`, `F9`. */
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
};

type Modifier = Exclude<keyof Chord, 'key'>;

const MODIFIERS: Readonly<Record<string, Modifier>> = {
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

/** Where an accelerator's name and uiohook's differ. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  esc: 'Escape',
  return: 'Enter',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  printscreen: 'PrintScreen',
  capslock: 'CapsLock',
  numlock: 'NumLock',
  scrolllock: 'ScrollLock',
};

/** Reads an Electron accelerator; `undefined` when it has a part that the hook does not know. */
export function parseChord(accelerator: string, platform: NodeJS.Platform): Chord | undefined {
  const parts = accelerator.split('+');
  const key = keyName(parts.pop() ?? '');
  const chord = { key: key ?? '', ctrl: false, alt: false, shift: false, meta: false };
  for (const part of parts) {
    const modifier = modifierOf(part.toLowerCase(), platform);
    if (modifier === undefined) return undefined;
    chord[modifier] = true;
  }
  return key === undefined ? undefined : chord;
}

function modifierOf(name: string, platform: NodeJS.Platform): Modifier | undefined {
  if (name === 'commandorcontrol' || name === 'cmdorctrl') return platform === 'darwin' ? 'meta' : 'ctrl';
  return MODIFIERS[name];
}

function keyName(name: string): string | undefined {
  if (/^[a-z0-9]$/i.test(name)) return name.toUpperCase();
  if (/^f([1-9]|1\d|2[0-4])$/i.test(name)) return name.toUpperCase();
  if (/^(space|tab|backspace|delete|insert|enter|home|end|escape)$/i.test(name)) {
    return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
  }
  return KEY_NAMES[name.toLowerCase()];
}

/** The part of uiohook's keyboard event that is used; the flags tell which modifiers are down. */
export type HookEvent = {
  readonly keycode: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
};

/**
 * Follows a chord through the keys of the whole keyboard. It ends with its key, or with a modifier it needs, whichever goes
 * up first. What repeats is told once.
 *
 *   up ──key down, exactly these modifiers──▶ down ──key up, or a modifier up──▶ up
 */
export class ChordFollower {
  readonly #chord: Chord;
  readonly #keycode: number;
  #isDown = false;

  constructor(chord: Chord, keycode: number) {
    this.#chord = chord;
    this.#keycode = keycode;
  }

  /** Whether the chord went down with this event. */
  handleDown(event: HookEvent): boolean {
    if (this.#isDown || event.keycode !== this.#keycode || !this.#fits(event)) return false;
    this.#isDown = true;
    return true;
  }

  /** Whether the chord went up with this event. */
  handleUp(event: HookEvent): boolean {
    if (!this.#isDown || (event.keycode !== this.#keycode && this.#holds(event))) return false;
    this.#isDown = false;
    return true;
  }

  #fits({ ctrlKey, altKey, shiftKey, metaKey }: HookEvent): boolean {
    const { ctrl, alt, shift, meta } = this.#chord;
    return ctrlKey === ctrl && altKey === alt && shiftKey === shift && metaKey === meta;
  }

  #holds({ ctrlKey, altKey, shiftKey, metaKey }: HookEvent): boolean {
    const { ctrl, alt, shift, meta } = this.#chord;
    return (!ctrl || ctrlKey) && (!alt || altKey) && (!shift || shiftKey) && (!meta || metaKey);
  }
}
