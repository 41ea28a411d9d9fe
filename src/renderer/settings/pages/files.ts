import { RetentionPart } from '../parts/retention-part.tsx';
import type { SettingsPage } from '../row.ts';

export const filesPage: SettingsPage = {
  id: 'files',
  title: 'files:page',
  icon: 'folder',
  sections: [
    {
      title: 'files:files',
      rows: [
        {
          path: 'files.allowedFolders',
          label: 'files:folders',
          help: 'files:foldersHelp',
          control: { kind: 'lines' },
          wide: true,
        },
      ],
    },
    {
      title: 'files:history',
      rows: [
        {
          path: 'history.retention',
          label: 'files:retention',
          help: 'files:retentionHelp',
          control: { kind: 'part', Part: RetentionPart },
        },
      ],
    },
  ],
};
