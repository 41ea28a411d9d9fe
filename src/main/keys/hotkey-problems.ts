import type { ErrorData } from '#shared/base/errors.ts';
import { outcomeOf } from '#shared/bridge/hotkey-outcome.ts';
import type { HotkeyView, HotkeyViews } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';

/** What the person should know of the hotkeys: which do not work, and which are others than wanted. */
export function hotkeyProblems(views: HotkeyViews, platform: string): readonly ErrorData[] {
  return HOTKEY_ACTIONS.flatMap((action) => problemOf(action, views[action], platform) ?? []);
}

function problemOf(action: HotkeyAction, view: HotkeyView, platform: string): ErrorData | undefined {
  const outcome = outcomeOf(view);
  if (outcome.kind === 'unheard') {
    return {
      reason: 'unavailable',
      message: `The shortcut for “${HOTKEY_LABELS[action]}” does not work: ${outcome.reason}`,
      kept: 'The buttons of the window and the tray still work.',
      action: 'Choose another shortcut in the settings.',
    };
  }
  if (outcome.kind !== 'replaced') return undefined;
  const { wanted, bound } = view;
  return {
    reason: 'unavailable',
    message: `${spell(wanted, platform)} was unavailable for “${HOTKEY_LABELS[action]}”, using ${spell(bound, platform)}.`,
    kept: 'What you chose is kept, and tried again at the next start.',
    action: 'Choose another shortcut in the settings, or free that one.',
  };
}
