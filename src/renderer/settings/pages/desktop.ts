import type { SettingsPage } from '../row.ts';

export const desktopPage: SettingsPage = {
  id: 'desktop',
  title: 'desktop:page',
  icon: 'local',
  sections: [
    {
      title: 'desktop:start',
      rows: [
        {
          path: 'desktop.atLogin',
          label: 'desktop:atLogin',
          help: 'desktop:atLoginHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'off', label: 'desktop:atLoginOff' },
              { value: 'tray', label: 'desktop:atLoginTray' },
              { value: 'window', label: 'desktop:atLoginWindow' },
            ],
          },
          applies: ({ host }) => host === 'electron',
        },
      ],
    },
  ],
};
