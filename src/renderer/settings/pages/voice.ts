import { decimal, percent } from '../format.ts';
import { SpeakerPart } from '../parts/device-part.tsx';
import { VoicePart } from '../parts/voice-part.tsx';
import type { SettingsPage } from '../row.ts';

export const voicePage: SettingsPage = {
  id: 'voice',
  title: 'voice:page',
  icon: 'wave',
  sections: [
    {
      title: 'voice:answers',
      rows: [
        {
          path: 'voice.name',
          label: 'voice:voice',
          help: 'voice:voiceHelp',
          control: { kind: 'part', Part: VoicePart },
          wide: true,
        },
        {
          path: 'voice.speed',
          label: 'voice:speed',
          help: 'voice:speedHelp',
          control: {
            kind: 'slider',
            min: 0.25,
            max: 1.5,
            step: 0.05,
            format: (value, words) => `${decimal(value, 2, words)}×`,
          },
        },
        {
          path: 'voice.volume',
          label: 'voice:volume',
          help: 'voice:volumeHelp',
          control: { kind: 'slider', min: 0, max: 1, step: 0.05, format: percent },
        },
        {
          path: 'speaker.deviceId',
          label: 'voice:speaker',
          help: 'voice:speakerHelp',
          control: { kind: 'part', Part: SpeakerPart },
        },
      ],
    },
    {
      title: 'voice:cues',
      rows: [
        {
          path: 'cues.play',
          label: 'voice:sounds',
          help: 'voice:soundsHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'off', label: 'voice:soundsOff' },
              { value: 'ends', label: 'voice:soundsEnds' },
              { value: 'all', label: 'voice:soundsAll' },
            ],
          },
        },
        {
          path: 'cues.volume',
          label: 'voice:soundsVolume',
          help: 'voice:soundsVolumeHelp',
          control: { kind: 'slider', min: 0.05, max: 1, step: 0.05, format: percent },
          applies: ({ snapshot }) => snapshot.settings.cues.play !== 'off',
        },
      ],
    },
  ],
};
