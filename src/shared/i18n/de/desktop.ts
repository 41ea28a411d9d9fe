import type { desktop as english } from '../en/desktop.ts';

export const desktop: Record<keyof typeof english, string> = {
  page: 'Desktop',
  start: 'Start',
  atLogin: 'Wenn Sie sich anmelden',
  atLoginHelp: 'Im Infobereich wartet Hark auf seine Sprechtaste, ohne ein Fenster zu öffnen.',
  atLoginOff: 'Nicht starten',
  atLoginTray: 'Im Infobereich starten',
  atLoginWindow: 'Mit dem Fenster starten',
};
