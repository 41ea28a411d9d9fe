export const echo = {
  duplex: 'While Hark speaks, hands-free',
  duplexHelp:
    'If it hears its own voice, it interrupts itself. A key or the button stops an answer in any case.',
  duplexAuto: 'Automatic: by the echo test',
  duplexFull: 'Listen, so that I can interrupt',
  duplexHalf: 'Do not listen',
  row: 'Echo test',
  rowHelp: 'Plays four short tones and listens for them; what is heard is not kept. Best in a quiet room.',
  test: 'Test the echo',
  busy: 'Possible while Hark neither listens nor speaks, and the microphone is not muted.',
  testing: 'Listening for tones…',
  untested: 'Not tested yet with this microphone and loudspeaker.',
  none: 'No echo: Hark can listen while it speaks. If you heard no tones, turn the volume up and test again.',
  faint: 'An echo after {{delay}} ms, {{loss}} dB fainter: too faint to disturb.',
  disturbing: 'An echo after {{delay}} ms, {{loss}} dB fainter: Hark would hear itself. Headphones help.',
  noOwner: 'Nothing plays sound at the moment. Open Hark again, then test.',
} as const;
