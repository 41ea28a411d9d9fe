import type { voice as english } from '../en/voice.ts';

export const voice: Record<keyof typeof english, string> = {
  page: 'Stimme',
  answers: 'Antworten',
  voice: 'Stimme',
  voiceHelp: 'Abspielen, um einen Satz in ihr zu hören; er gelangt nicht in das Gespräch.',
  speed: 'Tempo',
  speedHelp: 'Wie schnell Antworten gesprochen werden.',
  volume: 'Lautstärke',
  volumeHelp: 'Wie laut Antworten sind, neben der Lautstärke des Systems.',
  speaker: 'Lautsprecher',
  speakerHelp: 'Wo Antworten zu hören sind; der Standard des Systems, wenn er nicht angeschlossen ist.',
  cues: 'Signaltöne',
  sounds: 'Kurze Töne',
  soundsHelp:
    'Mit dem Ton bei Bereitschaft ist die Echounterdrückung immer an, damit er nicht zu Ihren Worten gehört.',
  soundsOff: 'Keine',
  soundsEnds: 'Wenn gesendet oder verworfen wird oder etwas misslingt',
  soundsAll: 'Auch wenn Hark bereit ist zuzuhören',
  soundsVolume: 'Lautstärke der Töne',
  soundsVolumeHelp: 'Neben der Lautstärke des Systems.',
};
