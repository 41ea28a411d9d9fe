import type { files as english } from '../en/files.ts';

export const files: Record<keyof typeof english, string> = {
  page: 'Dateien & Verlauf',
  files: 'Dateien',
  folders: 'Ordner, in die Hark sehen darf',
  foldersHelp:
    'Einer je Zeile; ~ ist Ihr Benutzerordner. Was anderswo liegt, wird nie gefunden oder gelesen.',
  history: 'Verlauf',
  retention: 'Gespräche behalten',
  retentionHelp:
    'Nur auf diesem Computer. „Gar nicht“ schreibt nichts; was da ist, bleibt, bis Sie es löschen.',
  retentionOff: 'Gar nicht',
  retentionDays_one: '{{count}} Tag lang',
  retentionDays_other: '{{count}} Tage lang',
  retentionWeek: 'Eine Woche lang',
  retentionYear: 'Ein Jahr lang',
  retentionForever: 'Bis ich sie lösche',
};
