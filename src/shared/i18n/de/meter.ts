import type { meter as english } from '../en/meter.ts';

export const meter: Record<keyof typeof english, string> = {
  start: 'Pegel starten',
  stop: 'Pegel anhalten',
  measure: 'Meinen Raum messen',
  measures: 'Messung: bitte 3 s still sein',
  speech: 'Sprache',
  noSpeech: 'Keine Sprache',
  loudness: 'Lautstärke',
  likelySpeech: 'Wohl Sprache',
  threshold: 'Schwelle',
  noiseIs: 'Rauschen {{dbfs}} dBFS',
  thresholdIs: 'Schwelle {{share}}',
  foundQuiet: '{{dbfs}} dBFS: ein ruhiger Raum.',
  foundNormal: '{{dbfs}} dBFS: ein normaler Raum.',
  foundNoisy: '{{dbfs}} dBFS: ein lauter Raum.',
  cutsByPause:
    'Schattiert: die Beiträge, die Ihre Werte aus den letzten 30 s machen; mit den Reglern enden sie anderswo.',
  cutsBySentence: 'Schattiert: Beiträge, wie sie spätestens enden; ein vollständiger Satz endet früher.',
  otherDetector:
    'Dies ist die Erkennung dieses Computers; {{provider}} hat eine eigene, bei der dieselbe Schwelle etwas anders wirken kann.',
  turns_one: '{{count}} Beitrag in den letzten {{seconds}} s',
  turns_other: '{{count}} Beiträge in den letzten {{seconds}} s',
};
