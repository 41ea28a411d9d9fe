import type { app as english } from '../en/app.ts';

export const app: Record<keyof typeof english, string> = {
  newConversation: 'Neues Gespräch',
  history: 'Verlauf',
  settings: 'Einstellungen',
  connecting: 'Verbindet …',
  lost: 'Hark antwortet nicht. Wurde es beendet, starten Sie es neu und öffnen Sie die Adresse, die es ausgibt.',
  audioTaken: 'Eine andere Seite von Hark spielt ab und nimmt auf.',
  takeAudio: 'Diese Seite benutzen',
  cancel: 'Abbrechen',
  stop: 'Anhalten',
  tryAgain: 'Erneut versuchen',
  gotIt: 'Verstanden',
  muteMicrophone: 'Mikrofon stummschalten',
  microphoneKept: 'Mikrofon bleibt offen',
  closeMicrophone: 'Schließen',
  couldNotStart: 'Hark konnte nicht starten',
  crashed: 'Hark ist abgestürzt',
  crashedRelaunch: 'Was gesagt wurde, bleibt erhalten. Hark startet jetzt neu.',
  crashedEnd: 'Was gesagt wurde, bleibt erhalten. Starten Sie Hark neu; sein Protokoll sagt mehr.',
};
