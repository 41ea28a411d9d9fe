import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, type RealtimeTool, tool } from '#realtime/index.ts';
import { connectSession, type SessionSetup } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import { toolCalls } from '../support/wire-script.ts';

const withTools = (...tools: RealtimeTool[]): SessionSetup => ({
  agent: new RealtimeAgent({ name: 'Tester', tools }),
});
const spec = (name: string) => ({ name, description: name, parameters: z.object({}), execute: () => 'ran' });

describe('approvals', () => {
  const dangerous = tool({ ...spec('dangerous'), needsApproval: true });
  const call = { callId: 'call_1', name: 'dangerous', args: '{}' };

  it('AP-1: a call that needs a yes runs after it', async () => {
    const { session, peer, play, of, clock } = await connectSession(withTools(dangerous));
    await play(...toolCalls('resp_1', [call]));
    expect(of('tool_approval_required')).toMatchObject([
      { agent: { name: 'Tester' }, callId: 'call_1', toolName: 'dangerous', arguments: {} },
    ]);
    expect(of('tool_start')).toEqual([]);
    expect(session.pendingApprovals).toMatchObject([{ callId: 'call_1' }]);

    const waiting = clock.pending;
    expect(session.approve('call_1')).toBe(true);
    expect(clock.pending).toBe(waiting - 1);
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: ran', 'create']);
    expect(session.approve('call_1')).toBe(false);
  });

  it('AP-1: a no becomes the output, in the words given', async () => {
    const { session, peer, play, of } = await connectSession(withTools(dangerous));
    await play(...toolCalls('resp_1', [call]));
    session.reject('call_1', { message: 'Not on a Friday.' });
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: Not on a Friday.', 'create']);
    expect(of('tool_end')).toMatchObject([{ outcome: 'denied' }]);
  });

  it('AP-3: nobody deciding is a no, and the conversation goes on meanwhile', async () => {
    const { session, peer, play, pass, of } = await connectSession(withTools(dangerous));
    await play(...toolCalls('resp_1', [call]));
    session.sendMessage('Never mind');
    await peer.settled();
    expect(toolWire(peer)).toEqual(['create']);
    await pass(60_000);
    expect(of('tool_end')).toMatchObject([{ outcome: 'denied' }]);
    expect(session.pendingApprovals).toEqual([]);
  });

  it('a check of whether to ask that fails is a reason to ask', async () => {
    const unsure = tool({
      ...spec('unsure'),
      needsApproval: () => Promise.reject(new Error('no idea')),
    });
    const { play, of } = await connectSession(withTools(unsure));
    await play(...toolCalls('resp_1', [{ ...call, name: 'unsure' }]));
    expect(of('tool_approval_required')).toHaveLength(1);
  });

  it('a check of whether to ask that never ends is given up after the time-out of the tool', async () => {
    const stuck = tool({ ...spec('stuck'), timeoutMs: 5_000, needsApproval: () => new Promise(() => {}) });
    const { peer, play, pass, of } = await connectSession(withTools(stuck));
    await play(...toolCalls('resp_1', [{ ...call, name: 'stuck' }]));
    await pass(5_000);
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: Tool stuck timed out after 5000 ms.', 'create']);
    expect(of('tool_end')).toMatchObject([{ outcome: 'timeout' }]);
  });
});
