export const desktop = {
  page: 'Desktop',
  start: 'Start',
  atLogin: 'When you log in',
  atLoginHelp: 'In the tray, Hark waits for its talk key without opening a window.',
  atLoginOff: 'Do not start',
  atLoginTray: 'Start in the tray',
  atLoginWindow: 'Start with the window',
} as const;
