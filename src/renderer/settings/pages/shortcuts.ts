import { TalkKeyPart } from '../parts/talk-key-part.tsx';
import type { SettingsPage } from '../row.ts';

export const shortcutsPage: SettingsPage = {
  id: 'shortcuts',
  title: 'shortcuts:page',
  icon: 'keyboard',
  sections: [
    {
      title: 'shortcuts:anywhere',
      rows: [
        {
          path: 'hotkeys.toggle',
          label: 'shortcuts:talkKey',
          help: 'shortcuts:talkKeyHelp',
          control: { kind: 'text' },
          applies: ({ host }) => host === 'electron',
        },
        {
          label: 'shortcuts:hearer',
          help: 'shortcuts:hearerHelp',
          control: { kind: 'part', Part: TalkKeyPart },
          wide: true,
          applies: ({ host, snapshot }) => host === 'electron' && snapshot.settings.hotkeys.toggle !== '',
        },
      ],
    },
  ],
};
