import type { SettingsPage } from '../row.ts';

export const desktopPage: SettingsPage = {
  id: 'desktop',
  title: 'Desktop',
  icon: 'local',
  sections: [
    {
      title: 'Start',
      rows: [
        {
          path: 'desktop.atLogin',
          label: 'When you log in',
          help: 'In the tray, Hark waits for its talk key without opening a window.',
          control: {
            kind: 'select',
            choices: [
              { value: 'off', label: 'Do not start' },
              { value: 'tray', label: 'Start in the tray' },
              { value: 'window', label: 'Start with the window' },
            ],
          },
          applies: ({ host }) => host === 'electron',
        },
      ],
    },
  ],
};
