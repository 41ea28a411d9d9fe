import { VoicePart } from '../parts/voice-part.tsx';
import type { SettingsPage } from '../row.ts';

export const voicePage: SettingsPage = {
  id: 'voice',
  title: 'Voice',
  icon: 'wave',
  sections: [
    {
      title: 'How answers sound',
      rows: [
        {
          path: 'voice.name',
          label: 'Voice',
          help: 'Who speaks the answers.',
          control: { kind: 'part', Part: VoicePart },
        },
        {
          path: 'voice.speed',
          label: 'Speed',
          help: 'How fast answers are spoken.',
          control: {
            kind: 'slider',
            min: 0.25,
            max: 1.5,
            step: 0.05,
            format: (value) => `${value.toFixed(2)}×`,
          },
        },
      ],
    },
  ],
};
