import type { desktop as english } from '../en/desktop.ts';

export const desktop: Record<keyof typeof english, string> = {
  page: 'Allgemein',
  start: 'Start',
  atLogin: 'Wenn Sie sich anmelden',
  atLoginHelp: 'Im Infobereich wartet Hark auf seine Sprechtaste, ohne ein Fenster zu öffnen.',
  atLoginOff: 'Nicht starten',
  atLoginTray: 'Im Infobereich starten',
  atLoginWindow: 'Mit dem Fenster starten',
  hud: 'Über anderen Programmen',
  hudPlace: 'Kleine Anzeige',
  hudPlaceHelp:
    'Sie zeigt, was Hark tut, während Sie sprechen. Ziehen Sie sie, wohin Sie möchten; jeder Bildschirm behält ihren Platz.',
  hudBottom: 'Unten',
  hudTop: 'Oben',
  hudHidden: 'Verborgen',
  captions: 'Untertitel',
  captionsHelp: 'Was Sie gesagt haben und was geantwortet wird, in Worten.',
  captionsOff: 'Keine',
  captionsNormal: 'Normal',
  captionsLarge: 'Groß',
};
