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
          label: 'Start and stop talking',
          help: 'For example CommandOrControl+Shift+Space. Empty is none.',
          control: { kind: 'text' },
          applies: ({ host }) => host === 'electron',
        },
      ],
    },
  ],
};
