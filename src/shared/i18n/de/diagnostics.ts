import type { diagnostics as english } from '../en/diagnostics.ts';

export const diagnostics: Record<keyof typeof english, string> = {
  title: 'Diagnose',
  runs: 'Was läuft',
  turns: 'Die letzten Wortwechsel',
  noTurns: 'Es wurde noch nichts gesagt.',
  turn: 'Wortwechsel {{number}}',
  by_key: 'per Taste',
  by_voice: 'per Stimme',
  by_text: 'getippt',
  log: 'Protokoll',
  lines: 'Zeilen des Protokolls',
  level: 'Gezeigte Zeilen des Protokolls',
  level_error: 'Nur Fehler',
  level_warn: 'Warnungen und Fehler',
  level_info: 'Alle außer Debug-Zeilen',
  level_debug: 'Alle Zeilen',
  noLines: 'Keine Zeile ist so.',
  searchLog: 'Protokoll durchsuchen',
  copy: 'Diese Zeilen kopieren',
  report: 'Bericht',
  reportDetail:
    'Protokoll, Einstellungen und die Zeiten der letzten Wortwechsel in einer Datei, ohne Schlüssel. Sehen Sie sie durch, bevor Sie sie senden.',
  withTranscript: 'Auch, was in diesem Gespräch gesagt wurde',
  save: 'Bericht speichern',
  saved: 'Gespeichert als {{path}}',
};
