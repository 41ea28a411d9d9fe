import { RetentionPart } from '../parts/retention-part.tsx';
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
    {
      title: 'History',
      rows: [
        {
          path: 'history.retention',
          label: 'Keep conversations',
          help: 'On this computer only. “Not at all” writes nothing; what is kept stays until you delete it.',
          control: { kind: 'part', Part: RetentionPart },
        },
      ],
    },
  ],
};
