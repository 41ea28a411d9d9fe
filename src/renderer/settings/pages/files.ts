import type { SettingsPage } from '../row.ts';

export const filesPage: SettingsPage = {
  id: 'files',
  title: 'Files & privacy',
  icon: 'folder',
  sections: [
    {
      title: 'Files',
      rows: [
        {
          path: 'files.allowedFolders',
          label: 'Folders Hark may look into',
          help: 'One a line; ~ is your home folder. What lies elsewhere is never found or read.',
          control: { kind: 'lines' },
          wide: true,
        },
      ],
    },
  ],
};
