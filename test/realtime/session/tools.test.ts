import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, type RealtimeTool, tool } from '#realtime/index.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { connectSession, type SessionSetup } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import { itemEcho, responseCreated, responseDone, toolCall, toolCalls } from '../support/wire-script.ts';

const withTools = (...tools: RealtimeTool[]): SessionSetup => ({
  agent: new RealtimeAgent({ name: 'Tester', tools }),
});

const spec = (name: string) => ({ name, description: name, parameters: z.object({}), execute: () => 'ran' });

const weather = tool({
  name: 'get_weather',
  description: 'Weather of a city',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => ({ city, sky: 'clear' }),
});

/** The server takes every output into the conversation. */
const outputEchoes = (peer: ScriptedPeer): object[] =>
  peer.received.flatMap((event) =>
    event.type === 'conversation.item.create' && event.item.type === 'function_call_output'
      ? itemEcho(event.item)
      : [],
  );

describe('tools', () => {
  it('TL-1: zod parameters go out as JSON Schema without $schema and strict', async () => {
    const { firstUpdate } = await connectSession(withTools(weather));
    expect(firstUpdate).toMatchObject({
      tools: [
        {
          type: 'function',
          name: 'get_weather',
          description: 'Weather of a city',
          parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        },
      ],
    });
    expect(JSON.stringify(firstUpdate)).not.toMatch(/\$schema|strict/);
  });

  it('TL-2: a call runs between tool_start and tool_end and is followed by its output and one request', async () => {
    const { peer, play, events } = await connectSession(withTools(weather));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'get_weather', args: '{"city":"Oslo"}' }]));

    expect(toolWire(peer)).toEqual(['call_1: {"city":"Oslo","sky":"clear"}', 'create']);
    expect(events.filter((event) => event.type.startsWith('tool_'))).toMatchObject([
      { type: 'tool_start', toolName: 'get_weather', callId: 'call_1', arguments: { city: 'Oslo' } },
      { type: 'tool_end', callId: 'call_1', output: '{"city":"Oslo","sky":"clear"}', outcome: 'success' },
    ]);
    expect(peer.violations).toEqual([]);
  });

  it('TL-2: calls of one response run side by side and get one answer after the last output', async () => {
    const finish: Record<string, () => void> = {};
    const slow = (name: string): RealtimeTool =>
      tool({
        name,
        description: name,
        parameters: z.object({}),
        execute: () => new Promise((resolve) => (finish[name] = () => resolve(name))),
      });
    const { peer, play } = await connectSession(withTools(slow('first'), slow('second')));
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'first', args: '{}' },
        { callId: 'call_2', name: 'second', args: '{}' },
      ]),
    );
    finish.second!();
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_2: second']);
    finish.first!();
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_2: second', 'call_1: first', 'create']);
  });

  it('TL-2: ready outputs wait for a slow tool only up to the limit', async () => {
    let finish = (): void => {};
    const never = tool({
      name: 'slow',
      description: 'slow',
      parameters: z.object({}),
      execute: () => new Promise((resolve) => (finish = () => resolve('late'))),
    });
    const { peer, play, pass } = await connectSession(withTools(weather, never));
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'get_weather', args: '{"city":"Oslo"}' },
        { callId: 'call_2', name: 'slow', args: '{}' },
      ]),
    );
    await pass(9_999);
    expect(toolWire(peer)).toHaveLength(1);
    await pass(1);
    expect(toolWire(peer).at(-1)).toBe('create');

    await play(responseCreated('resp_2'), responseDone('resp_2'));
    finish();
    await peer.settled();
    expect(toolWire(peer).slice(-2)).toEqual(['call_2: late', 'create']);
  });

  it.each([
    {
      what: 'an unknown tool',
      name: 'get_stocks',
      args: '{}',
      outcome: 'unknown_tool',
      output: /no tool named/,
    },
    {
      what: 'broken JSON',
      name: 'get_weather',
      args: '{"c',
      outcome: 'invalid_arguments',
      output: /valid JSON/,
    },
    {
      what: 'a wrong argument',
      name: 'get_weather',
      args: '{"city":4}',
      outcome: 'invalid_arguments',
      output: /city/,
    },
    {
      what: 'a tool that throws',
      name: 'explode',
      args: '{}',
      outcome: 'error',
      output: /An error occurred/,
    },
  ])('TL-3: $what gets one output and a spoken answer', async ({ name, args, outcome, output }) => {
    const explode = tool({
      name: 'explode',
      description: 'Always fails',
      parameters: z.object({}),
      execute: () => {
        throw new Error('secret detail');
      },
    });
    const { peer, play, of } = await connectSession(withTools(weather, explode));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name, args }]));

    expect(toolWire(peer)).toEqual([expect.stringMatching(output), 'create']);
    expect(toolWire(peer)[0]).not.toContain('secret detail');
    expect(of('tool_start')).toHaveLength(1);
    expect(of('tool_end')).toMatchObject([{ outcome }]);
  });

  it('TL-3 TL-5: a tool that takes too long is answered, its signal fires and its late result is dropped', async () => {
    let finish = (_: string): void => {};
    let signal: AbortSignal | undefined;
    const hang = tool({
      name: 'hang',
      description: 'Hangs',
      parameters: z.object({}),
      timeoutMs: 2_000,
      execute: (_, context) => {
        signal = context.signal;
        return new Promise((resolve) => (finish = resolve));
      },
    });
    const { peer, play, clock, of } = await connectSession(withTools(hang));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'hang', args: '{}' }]));
    expect(signal?.aborted).toBe(false);
    clock.advance(2_000);
    await peer.settled();
    expect(signal?.aborted).toBe(true);
    finish('late');
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: Tool hang timed out after 2000 ms.', 'create']);
    expect(of('tool_end')).toMatchObject([{ outcome: 'timeout' }]);
  });

  it('TL-2: what was typed meanwhile is answered together with the output', async () => {
    const { session, peer, play } = await connectSession(withTools(weather));
    const call = { responseId: 'resp_1', callId: 'call_1', name: 'get_weather', args: '{"city":"Oslo"}' };
    await play(responseCreated('resp_1'), ...toolCall(call));
    session.sendMessage('And tomorrow?');
    await play(responseDone('resp_1'), responseCreated('resp_2'), responseDone('resp_2'));
    expect(toolWire(peer)).toEqual(['call_1: {"city":"Oslo","sky":"clear"}', 'create']);
  });

  it('TL-4: the same call twice runs once and is answered once; another call under its id is refused', async () => {
    const execute = vi.fn(() => 'done');
    const once = tool({ name: 'once', description: 'Once', parameters: z.object({}).loose(), execute });
    const { peer, play, of } = await connectSession(withTools(once));
    const call = { callId: 'call_1', name: 'once', args: '{"a":1,"b":2}' };
    await play(...toolCalls('resp_1', [call, { ...call, args: '{ "b":2, "a":1 }' }]));
    await play(...toolCall({ responseId: 'resp_1', ...call, args: '{"a":2}' }));

    expect(execute).toHaveBeenCalledTimes(1);
    expect(toolWire(peer)).toEqual(['call_1: done', 'create']);
    expect(of('error')).toMatchObject([{ error: { reason: 'model' }, fatal: false }]);
  });

  it('TL-6: two tools of one name fail at the start, naming both', async () => {
    const twin = new RealtimeAgent({ name: 'get_weather' });
    const agent = new RealtimeAgent({
      name: 'Tester',
      tools: [weather, { ...weather, name: 'transfer_to_get_weather' }],
      handoffs: [twin],
    });
    await expect(connectSession({ agent })).rejects.toThrow(
      /tool "transfer_to_get_weather" and handoff to "get_weather"/,
    );
  });

  it('AG-6: a disabled tool is neither told to the model nor run', async () => {
    const off = tool({ ...spec('off'), isEnabled: false });
    const byContext = tool({ ...spec('by_agent'), isEnabled: ({ agent }) => agent.name === 'Other' });
    const { firstUpdate, play, of } = await connectSession(withTools(weather, off, byContext));
    expect((firstUpdate as { tools: { name: string }[] }).tools.map(({ name }) => name)).toEqual([
      'get_weather',
    ]);
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'off', args: '{}' }]));
    expect(of('tool_end')).toMatchObject([{ outcome: 'disabled_tool' }]);
  });

  it('TL-3 AG-6: a tool switched off after it was told to the model is not run, and the person hears so', async () => {
    let isOn = true;
    const execute = vi.fn(() => 'ran');
    const switched = tool({ ...spec('switched'), execute, isEnabled: () => isOn });
    const { peer, play, of } = await connectSession(withTools(switched));
    isOn = false;
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'switched', args: '{}' }]));
    expect(execute).not.toHaveBeenCalled();
    expect(toolWire(peer)).toEqual([expect.stringContaining('not available now'), 'create']);
    expect(of('tool_end')).toMatchObject([{ outcome: 'disabled_tool' }]);
  });

  it('TL-7 TL-2: what was typed while a tool runs is answered, and so is the output that comes later', async () => {
    let finish = (_: string): void => {};
    const slow = tool({ ...spec('slow'), execute: () => new Promise((resolve) => (finish = resolve)) });
    const { session, peer, play } = await connectSession(withTools(slow));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'slow', args: '{}' }]));
    session.sendMessage('And tomorrow?');
    await play(responseCreated('resp_2'));
    expect(toolWire(peer)).toEqual(['create']);
    finish('rain');
    await peer.settled();
    // The answer to the typed words began before the output arrived, so it cannot be about it.
    await play(...outputEchoes(peer), responseDone('resp_2'));
    expect(toolWire(peer)).toEqual(['create', 'call_1: rain', 'create']);
    expect(peer.violations).toEqual([]);
  });

  it('a tool that ends while the person speaks waits with its answer', async () => {
    const { peer, play } = await connectSession(withTools(weather));
    await play(
      responseCreated('resp_1'),
      ...toolCall({ responseId: 'resp_1', callId: 'call_1', name: 'get_weather', args: '{"city":"Oslo"}' }),
      { type: 'input_audio_buffer.speech_started', item_id: 'item_U', audio_start_ms: 0 },
      responseDone('resp_1', { status: 'cancelled', status_details: { reason: 'turn_detected' } }),
    );
    expect(toolWire(peer)).toHaveLength(1);
    await play({ type: 'input_audio_buffer.speech_stopped', item_id: 'item_U', audio_end_ms: 0 });
    expect(toolWire(peer).at(-1)).toBe('create');
  });
});
