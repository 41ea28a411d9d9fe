export const look = {
  page: 'Appearance',
  shown: 'Language and colours',
  language: 'Language',
  languageHelp:
    'Of windows and menus. The offline engine understands and speaks English only, and some messages are English.',
  languageSystem: 'As the system',
  english: 'English',
  german: 'Deutsch',
  theme: 'Colours',
  themeHelp: 'Of all windows, at once.',
  themeSystem: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
} as const;
