import type { HotkeyView, HotkeyViews } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';
import type { Check } from './checks.ts';

/** Who hears the talk key outside the windows, as a running app found out, and why nobody better does. */
export function checkTalkKey({ provider, label, reportsRelease, skipped }: HotkeyView): readonly Check[] {
  // One that hears another accelerator than the wanted one is no better one.
  const better = skipped
    .filter((entry) => entry.label !== label)
    .map((entry) => keyCheck(entry.label, 'missing', entry.reason));
  return provider === 'none'
    ? better
    : [keyCheck(label, 'works', `in use, ${hearing(reportsRelease)}`), ...better];
}

/** Every action that is to have a key, and what became of it. */
export function checkShortcuts(hotkeys: HotkeyViews): readonly Check[] {
  return HOTKEY_ACTIONS.filter((action) => hotkeys[action].wanted !== '').map((action) =>
    tellShortcut(action, hotkeys[action]),
  );
}

function tellShortcut(action: HotkeyAction, { wanted, bound, label, skipped }: HotkeyView): Check {
  const name = `Shortcut: ${HOTKEY_LABELS[action]}`;
  const keys = spell(wanted, process.platform);
  const reason = skipped.at(-1)?.reason ?? 'Nobody hears it.';
  if (bound === '') return { name, state: 'missing', detail: `${keys}: ${reason}` };
  if (bound === wanted) return { name, state: 'works', detail: `${keys}, by the ${label.toLowerCase()}` };
  return { name, state: 'works', detail: `${keys} was unavailable, using ${spell(bound, process.platform)}` };
}

export const keyCheck = (label: string, state: Check['state'], detail: string): Check => ({
  name: `Talk key: ${label}`,
  state,
  detail,
});

export const hearing = (reportsRelease: boolean): string =>
  reportsRelease ? 'with press and release' : 'with presses only, so the key starts and stops';
