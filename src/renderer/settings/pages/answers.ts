import { ENDPOINT_KIND_WORDS } from '#shared/bridge/endpoint-words.ts';
import { ENDPOINT_KINDS, type EndpointKind, PROVIDERS } from '#shared/settings/providers.ts';
import { KeyPart } from '../parts/key-part.tsx';
import { PrivacyPart } from '../parts/privacy-part.tsx';
import { TestPart } from '../parts/test-part.tsx';
import type { SettingsContext, SettingsPage } from '../row.ts';

const kindOf = ({ snapshot }: SettingsContext): EndpointKind => snapshot.settings.endpoint.kind;
const isRemote = (context: SettingsContext): boolean => kindOf(context) !== 'engine';
const isOwnServer = (context: SettingsContext): boolean => kindOf(context) === 'custom';

export const answersPage: SettingsPage = {
  id: 'answers',
  title: 'answers:page',
  icon: 'cloud',
  sections: [
    {
      title: 'answers:provider',
      rows: [
        {
          path: 'endpoint.kind',
          label: 'answers:kind',
          help: 'answers:kindHelp',
          control: {
            kind: 'select',
            choices: ENDPOINT_KINDS.map((value) => ({ value, label: ENDPOINT_KIND_WORDS[value] })),
          },
        },
        {
          path: 'endpoint.url',
          label: 'answers:url',
          help: 'answers:urlHelp',
          control: { kind: 'text', placeholder: 'wss://example.org/v1/realtime' },
          applies: isOwnServer,
        },
        {
          path: 'endpoint.protocol',
          label: 'answers:protocol',
          help: 'answers:protocolHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'ga', label: 'answers:protocolGa' },
              { value: 'beta', label: 'answers:protocolBeta' },
            ],
          },
          applies: isOwnServer,
        },
        {
          label: 'answers:key',
          help: 'answers:keyHelp',
          control: { kind: 'part', Part: KeyPart },
          wide: true,
          applies: isRemote,
        },
        {
          path: 'endpoint.model',
          label: 'answers:model',
          help: 'answers:modelHelp',
          control: { kind: 'text', placeholder: PROVIDERS.openai.defaultModel },
          applies: isRemote,
        },
        {
          path: 'endpoint.transcriptionModel',
          label: 'answers:transcriptionModel',
          help: 'answers:transcriptionModelHelp',
          control: { kind: 'text', placeholder: PROVIDERS.openai.transcriptionModel },
          applies: isRemote,
        },
        {
          label: 'answers:test',
          help: 'answers:testHelp',
          control: { kind: 'part', Part: TestPart },
          wide: true,
        },
        {
          label: 'answers:privacy',
          help: 'answers:privacyHelp',
          control: { kind: 'part', Part: PrivacyPart },
          wide: true,
        },
      ],
    },
  ],
};
