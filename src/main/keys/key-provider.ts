import type { HotkeyAction } from '#shared/hotkeys/actions.ts';

/** What a provider tells. One without releases tells presses only. */
export type KeyListener = {
  onDown(action: HotkeyAction): void;
  onUp(action: HotkeyAction): void;
  /** What went down was no hotkey after all: another key was pressed with these modifiers. */
  onSpoiled(action: HotkeyAction): void;
  /** It will tell nothing more: its process, or the service behind it, is gone. */
  onEnded(reason: string): void;
};

/** The accelerator of each action. */
export type Bindings = ReadonlyMap<HotkeyAction, string>;

export type KeyStart = {
  /** Which actions it does not hear, and why; it hears all others. */
  readonly refused: ReadonlyMap<HotkeyAction, string>;
  /** Gives the keys back to whoever is in front, or takes them again. Absent where they were never taken, or stay so. */
  setSuspended?(suspended: boolean): void;
  close(): void;
};

/** Hears keys, or chords, while another program is in front. */
export type KeyProvider = {
  /** Never rejects: what stands in the way is the reason. */
  start(bindings: Bindings, listener: KeyListener): Promise<KeyStart>;
};

/** A provider that hears none of these. */
export function refuseAll(bindings: Bindings, reason: string): KeyStart {
  return { refused: new Map([...bindings.keys()].map((action) => [action, reason])), close() {} };
}
