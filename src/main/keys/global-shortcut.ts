import { globalShortcut } from 'electron';
import type { KeyProvider } from './key-provider.ts';

/** The system's own shortcuts: they swallow the key for all others, and tell presses only. */
export const GLOBAL_SHORTCUT: KeyProvider = {
  async start(binding, { onDown }) {
    try {
      if (!globalShortcut.register(binding, onDown)) {
        return { active: false, reason: `${binding} is used by another program` };
      }
    } catch {
      return { active: false, reason: `${binding} is no shortcut` };
    }
    return { active: true, close: () => globalShortcut.unregister(binding) };
  },
};
