import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, type RealtimeAgentOptions, realtimeHandoff, tool } from '#realtime/index.ts';
import { canonicalJson } from '#realtime/tools/call-ledger.ts';
import { toOutputText } from '#realtime/tools/output-text.ts';

const echo = { name: 'echo', description: 'Echo', parameters: z.object({}), execute: () => 'ok' };

describe('RealtimeAgent', () => {
  it.each([
    ['name', {}],
    ['name', { name: '' }],
    ['instructions', { name: 'A', instructions: 7 }],
    ['tools', { name: 'A', tools: 'hammer' }],
    ['handoffs', { name: 'A', handoffs: {} }],
    ['mcpServers', { name: 'A', mcpServers: [{ name: 'docs' }] }],
    ['voice', { name: 'A', voice: 1 }],
    ['hooks', { name: 'A', hooks: null }],
    ['hooks', { name: 'A', hooks: { onStart: 'now' } }],
    ['tools', { name: 'A', tools: [{ description: 'nameless' }] }],
    ['handoffs', { name: 'A', handoffs: ['Billing'] }],
    ['handoffs', { name: 'A', handoffs: [{ agent: 'Billing', toolName: 'transfer' }] }],
    ['handoffDescription', { name: 'A', handoffDescription: 1 }],
    ['prompt', { name: 'A', prompt: 'pmpt_1' }],
    ['prompt', { name: 'A', prompt: { version: '2' } }],
    ['outputGuardrails', { name: 'A', outputGuardrails: [{ name: 'no check' }] }],
  ])('AG-1: a wrong %s fails at construction, by name', (field, options) => {
    expect(() => new RealtimeAgent(options as RealtimeAgentOptions<unknown>)).toThrow(
      expect.objectContaining({ reason: 'invalid_input', field }),
    );
  });

  it.each(['model', 'modelSettings', 'outputType'])(
    'AG-3: an agent has no %s, which belongs to the session or to nobody',
    (field) => {
      expect(() => new RealtimeAgent({ name: 'A', [field]: 'x' })).toThrow(
        expect.objectContaining({ reason: 'invalid_input', field }),
      );
    },
  );

  it('AG-1: a field that is undefined counts as absent', () => {
    const options: object = { name: 'A', hooks: undefined };
    expect(new RealtimeAgent(options as RealtimeAgentOptions<unknown>).hooks).toEqual({});
  });

  it('AG-4: a clone differs only where it was told to', () => {
    const agent = new RealtimeAgent({ name: 'A', instructions: 'Help.', tools: [tool(echo)], voice: 'ash' });
    const clone = agent.clone({ name: 'B' });
    expect(clone).toMatchObject({ name: 'B', instructions: 'Help.', tools: agent.tools, voice: 'ash' });
    expect(agent.name).toBe('A');
  });
});

describe('tool', () => {
  it.each(['', 'with space', 'ümlaut', 'x'.repeat(65)])('refuses the name %j', (name) => {
    expect(() => tool({ ...echo, name })).toThrow(/Tool name/);
  });

  it('refuses parameters JSON cannot express, naming them', () => {
    const parameters = z.object({ when: z.object({ day: z.date() }) });
    expect(() => tool({ ...echo, parameters })).toThrow(/when\.day \(date\)/);
  });

  it('refuses a time-out of nothing', () => {
    expect(() => tool({ ...echo, timeoutMs: 0 })).toThrow(/timeoutMs/);
  });

  it('TL-1: takes JSON Schema too, cleans it for the wire, and checks that arguments are an object', () => {
    const made = tool({
      ...echo,
      parameters: { $schema: 'x', strict: true, type: 'object', properties: { a: { type: 'string' } } },
    });
    expect(made.parameters).toEqual({ type: 'object', properties: { a: { type: 'string' } } });
    expect(made.parseArguments('{"a":"b"}')).toEqual({ a: 'b' });
    expect(made.parseArguments('')).toEqual({});
    expect(() => made.parseArguments('[1]')).toThrow(/JSON object/);
  });

  it('gives its own wording for a failure', () => {
    const made = tool({ ...echo, errorFunction: (error) => `Sorry: ${(error as Error).message}` });
    expect(made.errorText(new Error('no paper'))).toBe('Sorry: no paper');
  });
});

describe('realtimeHandoff', () => {
  it('HO-1: names its function after the agent and says what it is for', () => {
    const agent = new RealtimeAgent({ name: 'Travel & Trains', handoffDescription: 'Books trips.' });
    expect(realtimeHandoff(agent)).toMatchObject({
      toolName: 'transfer_to_Travel___Trains',
      toolDescription: 'Hand the conversation over to Travel & Trains. Books trips.',
    });
    expect(realtimeHandoff(agent, { toolName: 'go', toolDescription: 'Go.' })).toMatchObject({
      toolName: 'go',
      toolDescription: 'Go.',
    });
  });

  it('HO-4: an input type needs somebody to receive it', () => {
    const agent = new RealtimeAgent({ name: 'A' });
    expect(() => realtimeHandoff(agent, { inputType: z.object({}) })).toThrow(/onHandoff/);
  });
});

describe('tool outputs and arguments as text', () => {
  it('strings stay, the rest is JSON, and nothing fails', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect([
      toOutputText('plain'),
      toOutputText({ a: 1 }),
      toOutputText(undefined),
      toOutputText(null),
    ]).toEqual(['plain', '{"a":1}', 'null', 'null']);
    expect(toOutputText(circle)).toBe('[object Object]');
    expect(toOutputText(10n)).toBe('10');
  });

  it('TL-4: arguments are the same whatever their order and spacing', () => {
    expect(canonicalJson('{"b": [1, {"d":1,"c":2}], "a": null}')).toBe(
      canonicalJson('{"a":null,"b":[1,{"c":2,"d":1}]}'),
    );
    expect(canonicalJson('{"a":1}')).not.toBe(canonicalJson('{"a":2}'));
    expect(canonicalJson('not json')).toBe('not json');
  });
});
