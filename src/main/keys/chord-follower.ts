import { type Chord, isModifiersOnly } from '#shared/hotkeys/chord.ts';

/** The part of uiohook's keyboard event that is used; the flags tell which modifiers are down, this one included. */
export type HookEvent = {
  readonly keycode: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
};

type Flags = Pick<Chord, 'ctrl' | 'alt' | 'shift' | 'meta'>;

/**
 * Follows a chord through the keys of the whole keyboard. It ends with its key, or with a modifier it needs, whichever goes
 * up first. What repeats is told once. A chord of modifiers alone is spoiled by any other key: it was part of another chord.
 *
 *   up ──its last key down, exactly these modifiers──▶ down ──its key, or a modifier, up; spoiled──▶ up
 */
export class ChordFollower {
  readonly #modifiersOnly: boolean;
  readonly #keycode: number | undefined;
  readonly #wanted: Flags;
  readonly #modifierCodes: ReadonlySet<number | undefined>;
  /** Keys besides modifiers that are down now. */
  readonly #others = new Set<number>();
  #isDown = false;

  /** `keycodes` are uiohook's. Throws when they lack the chord's key. */
  constructor(chord: Chord, keycodes: Readonly<Record<string, number>>) {
    this.#modifiersOnly = isModifiersOnly(chord);
    this.#keycode = keycodes[chord.key];
    if (chord.key !== '' && this.#keycode === undefined) throw new Error(`it has no key ${chord.key}`);
    this.#wanted = withOwnFlag(chord);
    const sides = ['Ctrl', 'Alt', 'Shift', 'Meta'].flatMap((name) => [name, `${name}Right`]);
    this.#modifierCodes = new Set(sides.map((name) => keycodes[name]));
  }

  /** What happened to the chord with this event, if anything. */
  handleDown(event: HookEvent): 'down' | 'spoiled' | undefined {
    const isOther = !this.#modifierCodes.has(event.keycode);
    if (isOther) this.#others.add(event.keycode);
    if (this.#isDown) {
      const isSpoiled = this.#modifiersOnly && (isOther || !this.#fits(event));
      if (isSpoiled) this.#isDown = false;
      return isSpoiled ? 'spoiled' : undefined;
    }
    this.#isDown = this.#begins(event);
    return this.#isDown ? 'down' : undefined;
  }

  /** What happened to the chord with this event, if anything. */
  handleUp(event: HookEvent): 'up' | undefined {
    this.#others.delete(event.keycode);
    if (!this.#isDown || (event.keycode !== this.#keycode && this.#holds(event))) return undefined;
    this.#isDown = false;
    return 'up';
  }

  #begins(event: HookEvent): boolean {
    if (!this.#fits(event)) return false;
    if (this.#keycode !== undefined && event.keycode !== this.#keycode) return false;
    return !this.#modifiersOnly || this.#others.size === 0;
  }

  #fits({ ctrlKey, altKey, shiftKey, metaKey }: HookEvent): boolean {
    const { ctrl, alt, shift, meta } = this.#wanted;
    return ctrlKey === ctrl && altKey === alt && shiftKey === shift && metaKey === meta;
  }

  #holds({ ctrlKey, altKey, shiftKey, metaKey }: HookEvent): boolean {
    const { ctrl, alt, shift, meta } = this.#wanted;
    return (!ctrl || ctrlKey) && (!alt || altKey) && (!shift || shiftKey) && (!meta || metaKey);
  }
}

/** A right-hand modifier is down together with its own flag. */
function withOwnFlag({ key, ctrl, alt, shift, meta }: Chord): Flags {
  return {
    ctrl: ctrl || key === 'CtrlRight',
    alt: alt || key === 'AltRight',
    shift: shift || key === 'ShiftRight',
    meta: meta || key === 'MetaRight',
  };
}
