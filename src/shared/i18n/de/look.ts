import type { look as english } from '../en/look.ts';

export const look: Record<keyof typeof english, string> = {
  page: 'Darstellung',
  shown: 'Sprache und Farben',
  language: 'Sprache',
  languageHelp:
    'Von Fenstern und Menüs. Offline versteht und spricht Hark nur Englisch, und einige Meldungen sind englisch.',
  languageSystem: 'Wie das System',
  english: 'English',
  german: 'Deutsch',
  theme: 'Farben',
  themeHelp: 'Aller Fenster, sofort.',
  themeSystem: 'Wie das System',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
};
