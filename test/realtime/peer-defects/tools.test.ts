import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, type RealtimeTool, type ToolOptions, tool } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import { sessionUpdated, toolCall, toolCalls } from '../support/wire-script.ts';

const parameters = z.object({});
const make = (name: string, options: Partial<ToolOptions<typeof parameters, unknown>> = {}): RealtimeTool =>
  tool({ name, description: name, parameters, execute: () => 'ran', ...options });

const connect = (...tools: RealtimeTool[]) =>
  connectSession({ agent: new RealtimeAgent({ name: 'Tester', tools }) });

describe('what the published SDKs get wrong about tools', () => {
  it('peer defect 7: two tools of different speed in one response get one spoken answer', async () => {
    let finish = (_: string): void => {};
    const slow = make('slow', { execute: () => new Promise((resolve) => (finish = resolve)) });
    const { peer, play } = await connect(make('fast'), slow);
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'fast', args: '{}' },
        { callId: 'call_2', name: 'slow', args: '{}' },
      ]),
    );
    expect(toolWire(peer)).toEqual(['call_1: ran']);
    finish('late');
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: ran', 'call_2: late', 'create']);
  });

  it('peer defect 7: of two handoffs in one response only the first applies', async () => {
    const agent = new RealtimeAgent({
      name: 'Triage',
      handoffs: [new RealtimeAgent({ name: 'First' }), new RealtimeAgent({ name: 'Second' })],
    });
    const { session, peer, play, of } = await connectSession({ agent });
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'transfer_to_First', args: '{}' },
        { callId: 'call_2', name: 'transfer_to_Second', args: '{}' },
      ]),
    );
    await play(sessionUpdated((await peer.next('session.update')).session));
    expect(session.agent.name).toBe('First');
    expect(of('handoff')).toHaveLength(1);
    expect(toolWire(peer).filter((line) => line === 'create')).toHaveLength(1);
  });

  it('peer defect 8: an exact duplicate of a call puts no second output on the wire', async () => {
    const execute = vi.fn(() => 'done');
    const { peer, play } = await connect(make('once', { execute }));
    const call = { responseId: 'resp_1', callId: 'call_1', name: 'once', args: '{}' };
    await play(...toolCalls('resp_1', [call]));
    await play(...toolCall(call));
    expect(execute).toHaveBeenCalledTimes(1);
    expect(toolWire(peer)).toEqual(['call_1: done', 'create']);
  });

  it.each(['missing', 'switched_off'])(
    'peer defect 9: a call of a tool that is %s is answered aloud',
    async (name) => {
      const { peer, play } = await connect(make('switched_off', { isEnabled: false }));
      await play(...toolCalls('resp_1', [{ callId: 'call_1', name, args: '{}' }]));
      expect(toolWire(peer)).toEqual([expect.stringContaining('Tell the user'), 'create']);
    },
  );

  it('peer defect 10: a time-out that raises an exception still gives the call its output', async () => {
    const hang = make('hang', {
      timeoutMs: 1_000,
      timeoutBehavior: 'raise_exception',
      execute: () => new Promise(() => {}),
    });
    const { peer, play, pass, of } = await connect(hang);
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'hang', args: '{}' }]));
    await pass(1_000);
    expect(toolWire(peer)).toEqual(['call_1: Tool hang timed out after 1000 ms.', 'create']);
    expect(of('error')).toMatchObject([{ error: { reason: 'timeout' }, fatal: false }]);
  });

  it('peer defect 10: a guardrail that throws still gives the call its output', async () => {
    const check = (): never => {
      throw new Error('broken');
    };
    const guarded = make('guarded', { inputGuardrails: [{ name: 'broken', check }] });
    const { peer, play, of } = await connect(guarded);
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'guarded', args: '{}' }]));
    expect(toolWire(peer)).toEqual([expect.stringContaining('stopped by a safety check'), 'create']);
    expect(of('error')).toMatchObject([{ error: { reason: 'denied' } }]);
  });
});
