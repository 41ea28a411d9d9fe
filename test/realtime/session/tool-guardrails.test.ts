import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  RealtimeAgent,
  type RealtimeTool,
  type ToolInputGuardrail,
  type ToolOutputGuardrail,
  tool,
} from '#realtime/index.ts';
import { connectSession, type SessionSetup } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import { toolCalls } from '../support/wire-script.ts';

const withTools = (...tools: RealtimeTool[]): SessionSetup => ({
  agent: new RealtimeAgent({ name: 'Tester', tools }),
});
const execute = vi.fn(({ city }: { city: string }) => `Sunny in ${city}`);
const weather = (guards: {
  inputGuardrails?: readonly ToolInputGuardrail[];
  outputGuardrails?: readonly ToolOutputGuardrail[];
  needsApproval?: boolean;
}): RealtimeTool =>
  tool({
    name: 'weather',
    description: 'Weather',
    parameters: z.object({ city: z.string() }),
    execute,
    ...guards,
  });
const oslo = toolCalls('resp_1', [{ callId: 'call_1', name: 'weather', args: '{"city":"Oslo"}' }]);

describe('guardrails of a tool', () => {
  it('TL-9: what they allow runs as if they were not there, and they see the call and its output', async () => {
    const before = vi.fn(() => ({ action: 'allow' }) as const);
    const after = vi.fn(() => ({ action: 'allow' }) as const);
    const guarded = weather({
      inputGuardrails: [{ name: 'before', check: before }],
      outputGuardrails: [{ name: 'after', check: after }],
    });
    const { peer, play } = await connectSession(withTools(guarded));
    await play(...oslo);
    expect(toolWire(peer)).toEqual(['call_1: Sunny in Oslo', 'create']);
    const seen = { toolName: 'weather', callId: 'call_1', arguments: { city: 'Oslo' } };
    expect(before).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(seen));
    expect(after).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ ...seen, output: 'Sunny in Oslo' }),
    );
  });

  it('TL-9: an input that is rejected is neither asked about nor run; the message is the output', async () => {
    execute.mockClear();
    const later = vi.fn(() => ({ action: 'allow' }) as const);
    const guarded = weather({
      needsApproval: true,
      inputGuardrails: [
        { name: 'cities', check: () => ({ action: 'reject', message: 'Not this city.' }) },
        { name: 'later', check: later },
      ],
    });
    const { peer, play, of } = await connectSession(withTools(guarded));
    await play(...oslo);
    expect(toolWire(peer)).toEqual(['call_1: Not this city.', 'create']);
    expect(of('tool_end')).toMatchObject([{ outcome: 'rejected' }]);
    expect(of('tool_approval_required')).toEqual([]);
    expect(of('error')).toEqual([]);
    expect(execute).not.toHaveBeenCalled();
    expect(later).not.toHaveBeenCalled();
  });

  it('TL-9: an output that is rejected is replaced by the message', async () => {
    const guarded = weather({
      outputGuardrails: [
        { name: 'secrets', check: async () => ({ action: 'reject', message: 'Withheld.' }) },
      ],
    });
    const { peer, play, of } = await connectSession(withTools(guarded));
    await play(...oslo);
    expect(toolWire(peer)).toEqual(['call_1: Withheld.', 'create']);
    expect(of('tool_end')).toMatchObject([{ output: 'Withheld.', outcome: 'rejected' }]);
  });

  it.each([
    ['says so', () => ({ action: 'throw', message: 'key in it' }) as const],
    [
      'breaks',
      () => {
        throw new Error('key in it');
      },
    ],
  ])('TL-9: one that throws, because it %s, is an error event and a fixed output', async (_, check) => {
    const guarded = weather({ outputGuardrails: [{ name: 'keys', check }] });
    const { peer, play, of } = await connectSession(withTools(guarded));
    await play(...oslo);
    expect(toolWire(peer)).toEqual(['call_1: The call of weather was stopped by a safety check.', 'create']);
    expect(of('error')).toMatchObject([
      { error: { reason: 'denied', message: 'Guardrail keys stopped weather: key in it' }, fatal: false },
    ]);
  });

  it('TL-9 TL-3: one that never answers is given up with the tool', async () => {
    const guarded = {
      ...weather({ inputGuardrails: [{ name: 'slow', check: () => new Promise(() => {}) }] }),
    };
    const { peer, play, pass, of } = await connectSession(withTools({ ...guarded, timeoutMs: 3_000 }));
    await play(...oslo);
    await pass(3_000);
    expect(toolWire(peer)).toEqual(['call_1: Tool weather timed out after 3000 ms.', 'create']);
    expect(of('tool_end')).toMatchObject([{ outcome: 'timeout' }]);
  });
});
