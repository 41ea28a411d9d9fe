import { HOTKEY_ACTIONS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { Chord } from '#shared/hotkeys/chord.ts';
import type { Chords, KeyMessage } from './key-messages.ts';

const { parentPort } = process as unknown as { parentPort: { postMessage(message: KeyMessage): void } };

/** What the process that hears keys is to hear: its only argument. Throws when there is none. */
export function readChords(): ReadonlyMap<HotkeyAction, Chord> {
  const chords: Chords = JSON.parse(process.argv[2] ?? '');
  const entries = HOTKEY_ACTIONS.map((action) => [action, chords[action]] as const);
  return new Map(entries.filter((entry): entry is [HotkeyAction, Chord] => entry[1] !== undefined));
}

/** Tells the app that started the process. */
export function tell(message: KeyMessage): void {
  parentPort.postMessage(message);
}

/** Tells which keys go down and up. */
export const TELL_KEYS = {
  onDown: (action: HotkeyAction): void => tell({ type: 'down', action }),
  onUp: (action: HotkeyAction): void => tell({ type: 'up', action }),
};
