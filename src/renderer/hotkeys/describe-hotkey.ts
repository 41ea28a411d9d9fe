import type { HotkeyView } from '#shared/bridge/state.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';
import type { Words } from '#shared/i18n/words.ts';

/** What became of the key of an action, in one line; `undefined` when there is none, or nobody has said yet. */
export function describeHotkey(view: HotkeyView, platform: string, { t, ofCore }: Words): string | undefined {
  const { wanted, bound, label, skipped } = view;
  if (wanted === '') return undefined;
  const reason = skipped.at(-1)?.reason;
  if (bound === '')
    return reason === undefined ? undefined : t('shortcuts:doesNotWork', { reason: ofCore(reason) });
  if (bound === wanted) return t('shortcuts:heardBy', { provider: ofCore(label) });
  return t('shortcuts:replaced', { wanted: spell(wanted, platform), bound: spell(bound, platform) });
}
