import { ROOMS } from '#shared/settings/rooms.ts';
import { percent } from '../format.ts';
import { MicrophonePart } from '../parts/device-part.tsx';
import { MeterPart } from '../parts/meter-part.tsx';
import type { SettingsContext, SettingsPage } from '../row.ts';

const byPause = ({ snapshot }: SettingsContext): boolean =>
  snapshot.settings.turns.detection === 'server_vad';

const idleLabel = (ms: number): string => (ms === 0 ? 'Never' : `After ${ms / 1000} s`);

export const listeningPage: SettingsPage = {
  id: 'listening',
  title: 'Listening',
  icon: 'microphone',
  sections: [
    {
      title: 'What Hark hears',
      rows: [
        {
          path: 'microphone.deviceId',
          label: 'Microphone',
          help: 'It is open only while you talk, or while hands-free is on.',
          control: { kind: 'part', Part: MicrophonePart },
        },
        {
          label: 'Meter',
          help: 'Opens the microphone while it runs. Kept are 30 s of loudness and likelihood of speech, in memory only and until you stop; no sound.',
          control: { kind: 'part', Part: MeterPart },
          wide: true,
        },
        {
          path: 'turns.threshold',
          label: 'Room',
          help: 'Sets the threshold below; it is remembered for each microphone.',
          control: {
            kind: 'select',
            choices: ROOMS.map(({ label, threshold }) => ({ value: threshold, label })),
            other: (value) => `Own: ${percent(Number(value))}`,
          },
          applies: byPause,
        },
      ],
    },
    {
      title: 'Taking turns',
      rows: [
        {
          path: 'turns.mode',
          label: 'Talk',
          help: 'A key tells when you speak, or Hark finds out.',
          control: {
            kind: 'select',
            choices: [
              { value: 'hold', label: 'With a key or the button' },
              { value: 'hands_free', label: 'Hands-free: whenever I speak' },
            ],
          },
        },
        {
          path: 'turns.gesture',
          label: 'The key and the button',
          help: 'What pressing them means.',
          control: {
            kind: 'select',
            choices: [
              { value: 'auto', label: 'Hold to talk, or tap to start and stop' },
              { value: 'hold', label: 'Hold to talk' },
              { value: 'toggle', label: 'Press to start and stop' },
            ],
          },
        },
        {
          path: 'turns.detection',
          label: 'Hands-free, my turn ends',
          help: 'By what you say, or by how long you are silent.',
          control: {
            kind: 'select',
            choices: [
              { value: 'semantic_vad', label: 'When my sentence is complete' },
              { value: 'server_vad', label: 'After a pause' },
            ],
          },
        },
        {
          path: 'turns.eagerness',
          label: 'Eagerness to reply',
          help: 'How sure Hark must be that the sentence is complete.',
          control: {
            kind: 'select',
            choices: [
              { value: 'auto', label: 'Automatic' },
              { value: 'low', label: 'Patient' },
              { value: 'medium', label: 'Balanced' },
              { value: 'high', label: 'Quick' },
            ],
          },
          applies: (context) => !byPause(context),
        },
        {
          path: 'turns.pauseMs',
          label: 'Pause before reply',
          help: 'Silence that ends your turn. Longer lets you think, shorter answers sooner.',
          control: {
            kind: 'slider',
            min: 200,
            max: 3000,
            step: 100,
            format: (value) => `${(value / 1000).toFixed(1)} s`,
          },
          applies: byPause,
        },
        {
          path: 'turns.interruption',
          label: 'Interrupt sensitivity',
          help: 'How easily your voice stops an answer, hands-free.',
          control: {
            kind: 'select',
            choices: [
              { value: 'never', label: 'Never: only a key or the button' },
              { value: 'low', label: 'Low: a clear, loud voice' },
              { value: 'medium', label: 'Medium: as a turn begins' },
              { value: 'high', label: 'High: the first sound of a voice' },
            ],
          },
          applies: byPause,
        },
        {
          path: 'turns.interruption',
          label: 'Speaking stops an answer',
          help: 'Hands-free; low and high are for turns that end after a pause.',
          control: {
            kind: 'select',
            choices: [
              { value: 'never', label: 'Never: only a key or the button' },
              { value: 'medium', label: 'Whenever I speak' },
            ],
          },
          applies: (context) => !byPause(context),
        },
      ],
    },
    {
      title: 'Advanced',
      rows: [
        {
          path: 'turns.threshold',
          label: 'Voice threshold',
          help: 'Higher ignores more noise, lower hears quieter voices.',
          control: {
            kind: 'slider',
            min: 0.05,
            max: 0.95,
            step: 0.05,
            format: percent,
          },
          applies: byPause,
        },
        {
          path: 'turns.prefixPaddingMs',
          label: 'Kept from before',
          help: 'Sound from before speech was noticed, so that no first syllable is lost.',
          control: { kind: 'slider', min: 0, max: 1000, step: 50, format: (value) => `${value} ms` },
          applies: byPause,
        },
        {
          path: 'turns.idleTimeoutMs',
          label: 'Speak up after silence',
          help: 'Hark says something when nobody has spoken for so long after an answer.',
          control: {
            kind: 'select',
            choices: [0, 5000, 10_000, 15_000, 30_000].map((value) => ({ value, label: idleLabel(value) })),
          },
          applies: byPause,
        },
      ],
    },
  ],
};
