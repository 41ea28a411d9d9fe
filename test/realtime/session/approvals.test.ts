import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, type RealtimeTool, tool } from '#realtime/index.ts';
import { connectSession, type SessionSetup } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import { confirmSettings, responseCreated, responseDone, toolCalls } from '../support/wire-script.ts';

const withTools = (...tools: RealtimeTool[]): SessionSetup => ({
  agent: new RealtimeAgent({ name: 'Tester', tools }),
});
const spec = (name: string) => ({ name, description: name, parameters: z.object({}), execute: () => 'ran' });

describe('approvals', () => {
  const dangerous = tool({ ...spec('dangerous'), needsApproval: true });
  const other = tool({ ...spec('other'), needsApproval: true });
  const call = { callId: 'call_1', name: 'dangerous', args: '{}' };
  const payment = tool({
    ...spec('pay'),
    parameters: z.object({ amount: z.number(), to: z.string() }),
    needsApproval: true,
    execute: ({ amount }) => `paid ${amount}`,
  });
  const pay = { callId: 'call_1', name: 'pay', args: '{"amount":3,"to":"Ada"}' };

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

  it('AP-1: always yes spares later calls of this tool the question, and its check of whether to ask', async () => {
    const needsApproval = vi.fn(() => true);
    const asking = tool({ ...spec('dangerous'), needsApproval });
    const { session, peer, play, of } = await connectSession(withTools(asking, other));
    await play(...toolCalls('resp_1', [call, { ...call, callId: 'call_2' }]));
    session.approve('call_1', { always: true });
    await play(responseCreated('resp_2'), responseDone('resp_2'));
    await play(...toolCalls('resp_3', [{ ...call, callId: 'call_3' }]));
    expect(of('tool_end')).toMatchObject([
      { callId: 'call_1', outcome: 'success' },
      { callId: 'call_2', outcome: 'success' },
      { callId: 'call_3', outcome: 'success' },
    ]);
    expect(of('tool_approval_required')).toHaveLength(2);
    expect(needsApproval).toHaveBeenCalledTimes(2);

    await play(responseCreated('resp_4'), responseDone('resp_4'));
    await play(...toolCalls('resp_5', [{ ...call, callId: 'call_4', name: 'other' }]));
    expect(session.pendingApprovals).toMatchObject([{ callId: 'call_4', toolName: 'other' }]);
    expect(peer.violations).toEqual([]);
  });

  it('AP-1: always no refuses later calls in the same words, until another agent calls', async () => {
    const { session, peer, play } = await connectSession(withTools(dangerous));
    await play(...toolCalls('resp_1', [call]));
    session.reject('call_1', { always: true, message: '' });
    await play(responseCreated('resp_2'), responseDone('resp_2'));
    await play(...toolCalls('resp_3', [{ ...call, callId: 'call_2' }]));
    expect(toolWire(peer)).toEqual(['call_1: ', 'create', 'call_2: ', 'create']);

    const switched = session.updateAgent(
      new RealtimeAgent({ name: 'Second', instructions: 'Be careful.', tools: [dangerous] }),
    );
    await play(responseCreated('resp_4'), responseDone('resp_4'));
    await confirmSettings(peer);
    await switched;
    await play(...toolCalls('resp_5', [{ ...call, callId: 'call_3' }]));
    expect(session.pendingApprovals).toMatchObject([{ callId: 'call_3', agentName: 'Second' }]);
  });

  it('AP-1: a tool of high risk asks, unless it says otherwise', async () => {
    const risky = tool({ ...spec('risky'), risk: 'high' });
    const trusted = tool({ ...spec('trusted'), risk: 'high', needsApproval: false });
    const { play, of } = await connectSession(withTools(risky, trusted));
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'risky', args: '{}' },
        { callId: 'call_2', name: 'trusted', args: '{}' },
      ]),
    );
    expect(of('tool_approval_required')).toMatchObject([{ toolName: 'risky', risk: 'high' }]);
    expect(of('tool_end')).toMatchObject([{ toolName: 'trusted', outcome: 'success' }]);
  });

  it.each([
    ['another agent', { agentName: 'Other' }],
    ['another tool', { toolName: 'harmless' }],
    ['other arguments', { arguments: { amount: 5 } }],
    ['another connection', { connection: 2 }],
  ])('AP-2: an approval that names %s is refused, and the call still waits', async (_, forged) => {
    const { session, play, of } = await connectSession(withTools(payment));
    await play(...toolCalls('resp_1', [pay]));
    const [pending] = session.pendingApprovals;
    expect(() => session.approve({ ...pending!, ...forged })).toThrow(
      expect.objectContaining({ reason: 'denied' }),
    );
    expect(of('tool_end')).toEqual([]);
    expect(session.pendingApprovals).toHaveLength(1);
  });

  it('AP-2: the same approval in another order of its arguments is taken, once', async () => {
    const { session, peer, play } = await connectSession(withTools(payment));
    await play(...toolCalls('resp_1', [pay]));
    const [pending] = session.pendingApprovals;
    const reordered = { ...pending!, arguments: { to: 'Ada', amount: 3 } };
    expect(session.approve(reordered)).toBe(true);
    expect(session.reject(reordered)).toBe(false);
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: paid 3', 'create']);
  });

  it('AP-2: whatever a listener does to the arguments it was shown, what the model wrote is run', async () => {
    const { session, peer, play, of } = await connectSession(withTools(payment));
    await play(...toolCalls('resp_1', [pay]));
    const shown = of('tool_approval_required')[0]?.arguments as { amount: number };
    shown.amount = 9_000;
    session.approve('call_1');
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: paid 3', 'create']);
  });
});
