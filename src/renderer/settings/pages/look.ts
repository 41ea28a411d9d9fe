import type { SettingsPage } from '../row.ts';

export const lookPage: SettingsPage = {
  id: 'look',
  title: 'look:page',
  icon: 'contrast',
  sections: [
    {
      title: 'look:shown',
      rows: [
        {
          path: 'look.language',
          label: 'look:language',
          help: 'look:languageHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'system', label: 'look:languageSystem' },
              { value: 'en', label: 'look:english' },
              { value: 'de', label: 'look:german' },
            ],
          },
        },
        {
          path: 'look.theme',
          label: 'look:theme',
          help: 'look:themeHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'system', label: 'look:themeSystem' },
              { value: 'light', label: 'look:themeLight' },
              { value: 'dark', label: 'look:themeDark' },
            ],
          },
        },
      ],
    },
  ],
};
