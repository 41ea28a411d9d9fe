import { assertNever } from '#shared/base/errors.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { HotkeyOwner, HotkeyProblem } from '#shared/hotkeys/rules.ts';
import type { PlainKey, Words } from '#shared/i18n/words.ts';

/** What each action is called. */
export const ACTION_WORDS: Readonly<Record<HotkeyAction, PlainKey>> = {
  talk: 'shortcuts:talk',
  handsFree: 'shortcuts:handsFree',
  mute: 'shortcuts:mute',
  stopSpeaking: 'shortcuts:stopSpeaking',
  showWindow: 'shortcuts:showWindow',
  newConversation: 'shortcuts:newConversation',
};

const OWNER_WORDS: Readonly<Record<HotkeyOwner, PlainKey>> = {
  ...ACTION_WORDS,
  search: 'shortcuts:search',
  settings: 'settings:title',
};

/** Why keys cannot be had, in the shown language. */
export function wordProblem(
  { rule, message, keys = '', owner }: HotkeyProblem,
  { t, ofCore }: Words,
): string {
  switch (rule) {
    case 'unknown_key':
      return t('shortcuts:unknownKey');
    case 'plain_key':
      return t('shortcuts:plainKey');
    case 'shift_only':
      return t('shortcuts:shiftOnly');
    case 'too_many_keys':
      return t('shortcuts:tooManyKeys');
    case 'several_keys':
      return t('shortcuts:severalKeys');
    case 'both_sides':
      return t('shortcuts:bothSides');
    case 'lone_left':
      return t('shortcuts:loneLeft', { keys });
    case 'reserved':
      return t('shortcuts:reserved', { keys });
    case 'in_use':
      return owner === undefined
        ? ofCore(message)
        : t('shortcuts:inUse', { keys, owner: t(OWNER_WORDS[owner]) });
    case 'refused':
      return ofCore(message);
    default:
      return assertNever(rule);
  }
}
