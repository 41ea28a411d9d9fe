import { ENDPOINT_KINDS, type EndpointKind, PROVIDERS } from '#shared/settings/providers.ts';
import { KeyPart } from '../parts/key-part.tsx';
import { PrivacyPart } from '../parts/privacy-part.tsx';
import { TestPart } from '../parts/test-part.tsx';
import type { SettingsContext, SettingsPage } from '../row.ts';

const LABELS: Readonly<Record<EndpointKind, string>> = {
  auto: 'Automatic',
  engine: 'This computer',
  openai: 'OpenAI',
  custom: 'Own server',
};

const kindOf = ({ snapshot }: SettingsContext): EndpointKind => snapshot.settings.endpoint.kind;
const isRemote = (context: SettingsContext): boolean => kindOf(context) !== 'engine';
const isOwnServer = (context: SettingsContext): boolean => kindOf(context) === 'custom';

export const answersPage: SettingsPage = {
  id: 'answers',
  title: 'Who answers',
  icon: 'cloud',
  sections: [
    {
      title: 'Provider',
      rows: [
        {
          path: 'endpoint.kind',
          label: 'Answers come from',
          help: 'Automatic is OpenAI when there is a key, else this computer.',
          control: {
            kind: 'select',
            choices: ENDPOINT_KINDS.map((value) => ({ value, label: LABELS[value] })),
          },
        },
        {
          path: 'endpoint.url',
          label: 'Address',
          help: 'wss:// or https://; ws:// on this computer only.',
          control: { kind: 'text', placeholder: 'wss://example.org/v1/realtime' },
          applies: isOwnServer,
        },
        {
          path: 'endpoint.protocol',
          label: 'Protocol',
          help: 'How the server speaks the Realtime protocol; older servers know only the beta.',
          control: {
            kind: 'select',
            choices: [
              { value: 'ga', label: 'Current' },
              { value: 'beta', label: 'Beta' },
            ],
          },
          applies: isOwnServer,
        },
        {
          label: 'Key',
          help: 'Goes to Hark once and is never shown again.',
          control: { kind: 'part', Part: KeyPart },
          wide: true,
          applies: isRemote,
        },
        {
          path: 'endpoint.model',
          label: 'Model',
          help: 'Who answers. Empty takes the usual one.',
          control: { kind: 'text', placeholder: PROVIDERS.openai.defaultModel },
          applies: isRemote,
        },
        {
          path: 'endpoint.transcriptionModel',
          label: 'Transcription model',
          help: 'Writes down what you say. Empty takes the usual one.',
          control: { kind: 'text', placeholder: PROVIDERS.openai.transcriptionModel },
          applies: isRemote,
        },
        {
          label: 'Connection',
          help: 'Connects once, beside the conversation, and says nothing.',
          control: { kind: 'part', Part: TestPart },
          wide: true,
        },
        {
          label: 'Privacy',
          help: 'What leaves this computer with the choice above.',
          control: { kind: 'part', Part: PrivacyPart },
          wide: true,
        },
      ],
    },
  ],
};
