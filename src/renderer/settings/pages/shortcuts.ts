import { TalkKeyPart } from '../parts/talk-key-part.tsx';
import type { SettingsPage } from '../row.ts';

export const shortcutsPage: SettingsPage = {
  id: 'shortcuts',
  title: 'Shortcuts',
  icon: 'keyboard',
  sections: [
    {
      title: 'From anywhere',
      rows: [
        {
          path: 'hotkeys.toggle',
          label: 'Talk key',
          help: 'For example CommandOrControl+Shift+Space. Empty is none.',
          control: { kind: 'text' },
          applies: ({ host }) => host === 'electron',
        },
        {
          label: 'Who hears it',
          help: 'Hark takes the first way that works on this computer.',
          control: { kind: 'part', Part: TalkKeyPart },
          wide: true,
          applies: ({ host, snapshot }) => host === 'electron' && snapshot.settings.hotkeys.toggle !== '',
        },
      ],
    },
  ],
};
