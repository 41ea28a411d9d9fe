import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import { ACTION_WORDS } from '../../hotkeys/hotkey-words.ts';
import { HotkeyTestPart } from '../parts/hotkey-test-part.tsx';
import { NoHotkeysPart } from '../parts/no-hotkeys-part.tsx';
import { TalkKeyPart } from '../parts/talk-key-part.tsx';
import { WindowKeysPart } from '../parts/window-keys-part.tsx';
import { isDesktop, type Row, type SettingsPage } from '../row.ts';

const keyOf = (action: HotkeyAction, help: PlainKey): Row => ({
  path: `hotkeys.${action}`,
  label: ACTION_WORDS[action],
  help,
  control: { kind: 'hotkey', action },
  applies: isDesktop,
});

export const shortcutsPage: SettingsPage = {
  id: 'shortcuts',
  title: 'shortcuts:page',
  icon: 'keyboard',
  sections: [
    {
      title: 'shortcuts:anywhere',
      rows: [
        keyOf('talk', 'shortcuts:talkHelp'),
        keyOf('handsFree', 'shortcuts:handsFreeHelp'),
        keyOf('mute', 'shortcuts:muteHelp'),
        keyOf('stopSpeaking', 'shortcuts:stopSpeakingHelp'),
        keyOf('showWindow', 'shortcuts:showWindowHelp'),
        keyOf('newConversation', 'shortcuts:newConversationHelp'),
        {
          label: 'shortcuts:noneHere',
          help: 'shortcuts:noneHereHelp',
          control: { kind: 'part', Part: NoHotkeysPart },
          wide: true,
          applies: (context) => !isDesktop(context),
        },
      ],
    },
    {
      title: 'shortcuts:doTheyWork',
      rows: [
        {
          label: 'shortcuts:hearer',
          help: 'shortcuts:hearerHelp',
          control: { kind: 'part', Part: TalkKeyPart },
          wide: true,
          applies: (context) => isDesktop(context) && context.snapshot.settings.hotkeys.talk !== '',
        },
        {
          label: 'shortcuts:try',
          help: 'shortcuts:tryHelp',
          control: { kind: 'part', Part: HotkeyTestPart },
          wide: true,
          applies: isDesktop,
        },
      ],
    },
    {
      title: 'shortcuts:inWindow',
      rows: [
        {
          label: 'shortcuts:fixed',
          help: 'shortcuts:fixedHelp',
          control: { kind: 'part', Part: WindowKeysPart },
          wide: true,
        },
      ],
    },
  ],
};
