export const meter = {
  start: 'Start the meter',
  stop: 'Stop the meter',
  measure: 'Measure my room',
  measures: 'Measuring: be quiet for 3 s',
  speech: 'Speech',
  noSpeech: 'No speech',
  loudness: 'Loudness',
  likelySpeech: 'Likely speech',
  threshold: 'Threshold',
  noiseIs: 'noise {{dbfs}} dBFS',
  thresholdIs: 'threshold {{share}}',
  foundQuiet: '{{dbfs}} dBFS: a quiet room.',
  foundNormal: '{{dbfs}} dBFS: a normal room.',
  foundNoisy: '{{dbfs}} dBFS: a noisy room.',
  cutsByPause:
    'Shaded: the turns that your values make of the last 30 s; move a slider to see them cut elsewhere.',
  cutsBySentence:
    'Shaded: turns as they end at the latest; a sentence that is complete ends its turn sooner.',
  otherDetector:
    'This is the detector of this computer; {{provider}} has its own, for which the same threshold may act a little differently.',
  turns_one: '{{count}} turn in the last {{seconds}} s',
  turns_other: '{{count}} turns in the last {{seconds}} s',
} as const;
