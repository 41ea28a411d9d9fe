import { percent } from '../format.ts';
import { SpeakerPart } from '../parts/device-part.tsx';
import { VoicePart } from '../parts/voice-part.tsx';
import type { SettingsPage } from '../row.ts';

export const voicePage: SettingsPage = {
  id: 'voice',
  title: 'Voice',
  icon: 'wave',
  sections: [
    {
      title: 'Answers',
      rows: [
        {
          path: 'voice.name',
          label: 'Voice',
          help: 'Play one to hear a sentence in it; nothing of that enters the conversation.',
          control: { kind: 'part', Part: VoicePart },
          wide: true,
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
        {
          path: 'voice.volume',
          label: 'Volume',
          help: 'How loud answers are, beside the volume of the system.',
          control: { kind: 'slider', min: 0, max: 1, step: 0.05, format: percent },
        },
        {
          path: 'speaker.deviceId',
          label: 'Loudspeaker',
          help: 'Where answers are played; the system’s default when it is not connected.',
          control: { kind: 'part', Part: SpeakerPart },
        },
      ],
    },
    {
      title: 'Cues',
      rows: [
        {
          path: 'cues.play',
          label: 'Short sounds',
          help: 'With the one when Hark is ready, the echo canceller is always on, so that it is not part of what you say.',
          control: {
            kind: 'select',
            choices: [
              { value: 'off', label: 'None' },
              { value: 'ends', label: 'When my turn is sent or forgotten, or something fails' },
              { value: 'all', label: 'Also when Hark is ready to listen' },
            ],
          },
        },
        {
          path: 'cues.volume',
          label: 'Volume of the sounds',
          help: 'Beside the volume of the system.',
          control: { kind: 'slider', min: 0.05, max: 1, step: 0.05, format: percent },
          applies: ({ snapshot }) => snapshot.settings.cues.play !== 'off',
        },
      ],
    },
  ],
};
