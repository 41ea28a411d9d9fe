import { assertNever } from '#shared/base/errors.ts';
import { outcomeOf } from '#shared/bridge/hotkey-outcome.ts';
import type { HotkeyView } from '#shared/bridge/state.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';
import type { Words } from '#shared/i18n/words.ts';

/** What became of the key of an action, in one line; `undefined` when there is none, or nobody has said yet. */
export function describeHotkey(view: HotkeyView, platform: string, { t, ofCore }: Words): string | undefined {
  const { wanted, bound, label } = view;
  const outcome = outcomeOf(view);
  switch (outcome.kind) {
    case 'unset':
    case 'pending':
      return undefined;
    case 'unheard':
      return t('shortcuts:doesNotWork', { reason: ofCore(outcome.reason) });
    case 'heard':
      return t('shortcuts:heardBy', { provider: ofCore(label) });
    case 'replaced':
      return t('shortcuts:replaced', { wanted: spell(wanted, platform), bound: spell(bound, platform) });
    default:
      return assertNever(outcome);
  }
}
