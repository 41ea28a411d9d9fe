import { expect, test } from 'vitest';
import type { ResponseParams } from '#shared/wire/response.ts';
import type { SessionPatch } from '#shared/wire/session-config.ts';
import { unknownResponseField, unknownSessionField } from '#shared/wire/unknown-field.ts';

const session = (fields: object): SessionPatch => ({ type: 'realtime', ...fields });
const response = (fields: object): ResponseParams => fields;

test.each([
  ['session.modalities', { modalities: ['audio'] }],
  ['session.audio.input.vad', { audio: { input: { vad: true } } }],
  [
    'session.audio.input.turn_detection.treshold',
    {
      audio: { input: { turn_detection: { type: 'server_vad', treshold: 0.5 } } },
    },
  ],
  [
    'session.audio.input.turn_detection.threshold',
    {
      audio: { input: { turn_detection: { type: 'semantic_vad', threshold: 0.5 } } },
    },
  ],
  [
    'session.tools.1.strict',
    {
      tools: [
        { type: 'function', name: 'a' },
        { type: 'function', name: 'b', strict: true },
      ],
    },
  ],
  ['session.tool_choice.label', { tool_choice: { type: 'function', name: 'a', label: 'x' } }],
  ['session.toString', { toString: 1 }],
])('%s is found', (path, fields) => {
  expect(unknownSessionField(session(fields))).toBe(path);
});

test.each([
  { tracing: 'auto', hark: { anything: { at: 'all' } } },
  { tools: [{ type: 'function', name: 'a', parameters: { $schema: 'x', properties: { any: {} } } }] },
  {
    audio: { input: { turn_detection: null, transcription: { model: 'm' } }, output: { voice: { id: 'v' } } },
  },
  { truncation: { type: 'retention_ratio', retention_ratio: 0.8, token_limits: { post_instructions: 1 } } },
])('%j has only known fields', (fields) => {
  expect(unknownSessionField(session(fields))).toBeUndefined();
});

test('the beta name of the output modalities of a response is found', () => {
  expect(unknownResponseField(response({ modalities: ['text'] }))).toBe('response.modalities');
  expect(unknownResponseField(response({ output_modalities: ['text'], metadata: { any: 'key' } }))).toBe(
    undefined,
  );
});
