import { ROOMS } from '#shared/settings/rooms.ts';
import { decimal, percent } from '../format.ts';
import { MicrophonePart } from '../parts/device-part.tsx';
import { EchoPart } from '../parts/echo-part.tsx';
import { MeterPart } from '../parts/meter-part.tsx';
import type { RowChoice, SettingsContext, SettingsPage } from '../row.ts';

const byPause = ({ snapshot }: SettingsContext): boolean =>
  snapshot.settings.turns.detection === 'server_vad';

const byKey = ({ snapshot }: SettingsContext): boolean => snapshot.settings.turns.mode === 'hold';

const keptFor = (minutes: number): RowChoice => ({
  value: minutes,
  label: ({ t }) => t('listening:keepOpenMinutes', { count: minutes }),
});

const ROOM_NAMES = {
  quiet: 'listening:roomQuiet',
  normal: 'listening:roomNormal',
  noisy: 'listening:roomNoisy',
} as const;

const idleAfter = (ms: number): RowChoice => ({
  value: ms,
  label: ({ t }) => t('listening:idleAfter', { seconds: ms / 1000 }),
});

export const listeningPage: SettingsPage = {
  id: 'listening',
  title: 'listening:page',
  icon: 'microphone',
  sections: [
    {
      title: 'listening:hears',
      rows: [
        {
          path: 'microphone.deviceId',
          label: 'listening:microphone',
          help: 'listening:microphoneHelp',
          control: { kind: 'part', Part: MicrophonePart },
        },
        {
          path: 'microphone.keepOpen',
          label: 'listening:keepOpen',
          help: 'listening:keepOpenHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'off', label: 'listening:keepOpenOff' },
              ...[1, 5, 15].map(keptFor),
              { value: 'always', label: 'listening:keepOpenAlways' },
            ],
            other: (minutes, { t }) => t('listening:keepOpenMinutes', { count: Number(minutes) }),
          },
          applies: byKey,
        },
        {
          label: 'listening:meter',
          help: 'listening:meterHelp',
          control: { kind: 'part', Part: MeterPart },
          wide: true,
        },
        {
          path: 'turns.threshold',
          label: 'listening:room',
          help: 'listening:roomHelp',
          control: {
            kind: 'select',
            choices: ROOMS.map(({ id, threshold }) => ({ value: threshold, label: ROOM_NAMES[id] })),
            other: (value, words) =>
              words.t('listening:roomOther', { threshold: percent(Number(value), words) }),
          },
          applies: byPause,
        },
      ],
    },
    {
      title: 'listening:turns',
      rows: [
        {
          path: 'turns.mode',
          label: 'listening:mode',
          help: 'listening:modeHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'hold', label: 'listening:modeHold' },
              { value: 'hands_free', label: 'listening:modeHandsFree' },
            ],
          },
        },
        {
          path: 'turns.gesture',
          label: 'listening:gesture',
          help: 'listening:gestureHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'auto', label: 'listening:gestureAuto' },
              { value: 'hold', label: 'listening:gestureHold' },
              { value: 'toggle', label: 'listening:gestureToggle' },
            ],
          },
        },
        {
          path: 'turns.detection',
          label: 'listening:detection',
          help: 'listening:detectionHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'semantic_vad', label: 'listening:detectionSemantic' },
              { value: 'server_vad', label: 'listening:detectionPause' },
            ],
          },
        },
        {
          path: 'turns.eagerness',
          label: 'listening:eagerness',
          help: 'listening:eagernessHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'auto', label: 'listening:eagernessAuto' },
              { value: 'low', label: 'listening:eagernessLow' },
              { value: 'medium', label: 'listening:eagernessMedium' },
              { value: 'high', label: 'listening:eagernessHigh' },
            ],
          },
          applies: (context) => !byPause(context),
        },
        {
          path: 'turns.pauseMs',
          label: 'listening:pause',
          help: 'listening:pauseHelp',
          control: {
            kind: 'slider',
            min: 200,
            max: 3000,
            step: 100,
            format: (value, words) => `${decimal(value / 1000, 1, words)} s`,
          },
          applies: byPause,
        },
        {
          path: 'turns.interruption',
          label: 'listening:interruption',
          help: 'listening:interruptionHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'never', label: 'listening:interruptionNever' },
              { value: 'low', label: 'listening:interruptionLow' },
              { value: 'medium', label: 'listening:interruptionMedium' },
              { value: 'high', label: 'listening:interruptionHigh' },
            ],
          },
          applies: byPause,
        },
        {
          path: 'turns.interruption',
          label: 'listening:interrupts',
          help: 'listening:interruptsHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'never', label: 'listening:interruptionNever' },
              { value: 'medium', label: 'listening:interruptsAlways' },
            ],
          },
          applies: (context) => !byPause(context),
        },
        {
          path: 'duplex.mode',
          label: 'echo:duplex',
          help: 'echo:duplexHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'auto', label: 'echo:duplexAuto' },
              { value: 'full', label: 'echo:duplexFull' },
              { value: 'half', label: 'echo:duplexHalf' },
            ],
          },
        },
        {
          label: 'echo:row',
          help: 'echo:rowHelp',
          control: { kind: 'part', Part: EchoPart },
        },
      ],
    },
    {
      title: 'listening:advanced',
      rows: [
        {
          path: 'turns.threshold',
          label: 'listening:threshold',
          help: 'listening:thresholdHelp',
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
          label: 'listening:prefix',
          help: 'listening:prefixHelp',
          control: { kind: 'slider', min: 0, max: 1000, step: 50, format: (value) => `${value} ms` },
          applies: byPause,
        },
        {
          path: 'turns.idleTimeoutMs',
          label: 'listening:idle',
          help: 'listening:idleHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 0, label: 'listening:idleNever' },
              ...[5000, 10_000, 15_000, 30_000].map(idleAfter),
            ],
          },
          applies: byPause,
        },
      ],
    },
  ],
};
