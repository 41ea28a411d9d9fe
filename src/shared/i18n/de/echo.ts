import type { echo as english } from '../en/echo.ts';

export const echo: Record<keyof typeof english, string> = {
  duplex: 'Während Hark spricht, beim Freisprechen',
  duplexHelp:
    'Hört es die eigene Stimme, unterbricht es sich selbst. Eine Taste oder der Knopf hält eine Antwort immer an.',
  duplexAuto: 'Automatisch: nach dem Echotest',
  duplexFull: 'Zuhören, damit ich unterbrechen kann',
  duplexHalf: 'Nicht zuhören',
  row: 'Echotest',
  rowHelp:
    'Spielt vier kurze Töne und sucht sie im Mikrofon; was zu hören ist, wird nicht behalten. Am besten in einem ruhigen Raum.',
  test: 'Echo testen',
  busy: 'Möglich, wenn Hark weder zuhört noch spricht und das Mikrofon nicht stumm ist.',
  testing: 'Sucht die Töne …',
  untested: 'Mit diesem Mikrofon und diesem Lautsprecher noch nicht getestet.',
  none: 'Kein Echo: Hark kann zuhören, während es spricht. Waren keine Töne zu hören, machen Sie lauter und testen Sie noch einmal.',
  faint: 'Ein Echo nach {{delay}} ms, {{loss}} dB leiser: zu leise, um zu stören.',
  disturbing:
    'Ein Echo nach {{delay}} ms, {{loss}} dB leiser: Hark würde sich selbst hören. Kopfhörer helfen.',
  noOwner: 'Im Augenblick spielt nichts Ton. Öffnen Sie Hark neu und testen Sie dann.',
};
