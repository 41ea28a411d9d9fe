import type { ErrorData } from '#shared/base/errors.ts';
import type { HotkeyView, HotkeyViews } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';

/** Why nobody hears an action, although there is to be a key for it: what the last provider said. */
export function whyUnheard({ wanted, bound, skipped }: HotkeyView): string | undefined {
  return wanted !== '' && bound === '' ? skipped.at(-1)?.reason : undefined;
}

/** What the person should know of the hotkeys: which do not work, and which are others than wanted. */
export function hotkeyProblems(views: HotkeyViews, platform: string): readonly ErrorData[] {
  return HOTKEY_ACTIONS.flatMap((action) => problemOf(action, views[action], platform) ?? []);
}

function problemOf(action: HotkeyAction, view: HotkeyView, platform: string): ErrorData | undefined {
  const reason = whyUnheard(view);
  if (reason !== undefined) {
    return {
      reason: 'unavailable',
      message: `The shortcut for “${HOTKEY_LABELS[action]}” does not work: ${reason}`,
      kept: 'The buttons of the window and the tray still work.',
      action: 'Choose another shortcut in the settings.',
    };
  }
  const { wanted, bound } = view;
  if (bound === '' || bound === wanted) return undefined;
  return {
    reason: 'unavailable',
    message: `${spell(wanted, platform)} was unavailable for “${HOTKEY_LABELS[action]}”, using ${spell(bound, platform)}.`,
    kept: 'What you chose is kept, and tried again at the next start.',
    action: 'Choose another shortcut in the settings, or free that one.',
  };
}
