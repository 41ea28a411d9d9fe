import { globalShortcut } from 'electron';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { isModifiersOnly, parseChord } from '#shared/hotkeys/chord.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';
import { NEEDS_KEY } from './chords-of.ts';
import type { KeyProvider } from './key-provider.ts';

/** The system's own shortcuts: they swallow the keys for all others, and tell presses only. */
export const GLOBAL_SHORTCUT: KeyProvider = {
  async start(bindings, listener) {
    const refused = new Map<HotkeyAction, string>();
    const taken = new Map<HotkeyAction, string>();
    for (const [action, accelerator] of bindings) {
      const reason = register(accelerator, () => listener.onDown(action));
      if (reason === undefined) taken.set(action, accelerator);
      else refused.set(action, reason);
    }
    const release = (): void => {
      for (const accelerator of taken.values()) globalShortcut.unregister(accelerator);
    };
    return {
      refused,
      setSuspended(suspended) {
        release();
        if (suspended) return;
        for (const [action, accelerator] of taken) {
          const reason = register(accelerator, () => listener.onDown(action));
          if (reason !== undefined) return listener.onEnded(reason);
        }
      },
      close: release,
    };
  },
};

/** Why the system does not give an accelerator now; `undefined` when it does. It is given back at once. */
export function refusalOf(accelerator: string): string | undefined {
  const reason = register(accelerator, () => {});
  if (reason === undefined) globalShortcut.unregister(accelerator);
  return reason;
}

function register(accelerator: string, onPress: () => void): string | undefined {
  const chord = parseChord(accelerator, process.platform);
  if (chord !== undefined && isModifiersOnly(chord)) return NEEDS_KEY;
  const name = spell(accelerator, process.platform);
  try {
    return globalShortcut.register(accelerator, onPress) ? undefined : `${name} is used by another program.`;
  } catch {
    return `${name} is no shortcut.`;
  }
}
