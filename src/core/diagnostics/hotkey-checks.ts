import { assertNever } from '#shared/base/errors.ts';
import { betterProviders, outcomeOf } from '#shared/bridge/hotkey-outcome.ts';
import type { HotkeyView, HotkeyViews } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';
import type { Check } from './checks.ts';

/** Who hears the talk key outside the windows, as a running app found out, and why nobody better does. */
export function checkTalkKey(talk: HotkeyView): readonly Check[] {
  const { provider, label, reportsRelease } = talk;
  const better = betterProviders(talk).map((other) => keyCheck(other.label, 'missing', other.reason));
  return provider === 'none'
    ? better
    : [keyCheck(label, 'works', `in use, ${hearing(reportsRelease)}`), ...better];
}

/** Every action that is to have a key, and what became of it. */
export function checkShortcuts(hotkeys: HotkeyViews): readonly Check[] {
  return HOTKEY_ACTIONS.flatMap((action) => checkShortcut(action, hotkeys[action]) ?? []);
}

function checkShortcut(action: HotkeyAction, view: HotkeyView): Check | undefined {
  const name = `Shortcut: ${HOTKEY_LABELS[action]}`;
  const keys = spell(view.wanted, process.platform);
  const outcome = outcomeOf(view);
  switch (outcome.kind) {
    case 'unset':
      return undefined;
    case 'pending':
      return { name, state: 'missing', detail: `${keys}: Nobody hears it.` };
    case 'unheard':
      return { name, state: 'missing', detail: `${keys}: ${outcome.reason}` };
    case 'heard':
      return { name, state: 'works', detail: `${keys}, by the ${view.label.toLowerCase()}` };
    case 'replaced': {
      const bound = spell(view.bound, process.platform);
      return { name, state: 'works', detail: `${keys} was unavailable, using ${bound}` };
    }
    default:
      return assertNever(outcome);
  }
}

export const keyCheck = (label: string, state: Check['state'], detail: string): Check => ({
  name: `Talk key: ${label}`,
  state,
  detail,
});

export const hearing = (reportsRelease: boolean): string =>
  reportsRelease ? 'with press and release' : 'with presses only, so the key starts and stops';
