export const files = {
  page: 'Files & privacy',
  files: 'Files',
  folders: 'Folders Hark may look into',
  foldersHelp: 'One a line; ~ is your home folder. What lies elsewhere is never found or read.',
  history: 'History',
  retention: 'Keep conversations',
  retentionHelp:
    'On this computer only. “Not at all” writes nothing; what is kept stays until you delete it.',
  retentionOff: 'Not at all',
  retentionDays_one: 'For {{count}} day',
  retentionDays_other: 'For {{count}} days',
  retentionWeek: 'For a week',
  retentionYear: 'For a year',
  retentionForever: 'Until I delete them',
} as const;
