import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, realtimeHandoff, tool } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { answer, confirmSettings, serverError, sessionUpdated, toolCalls } from '../support/wire-script.ts';

const refund = tool({
  name: 'refund',
  description: 'Gives money back',
  parameters: z.object({}),
  execute: () => 'refunded',
});
const billing = new RealtimeAgent({
  name: 'Billing Support',
  instructions: 'Handle bills.',
  tools: [refund],
  voice: 'ash',
});
const technical = new RealtimeAgent({ name: 'Technical', instructions: 'Fix things.' });
const triage = new RealtimeAgent({
  name: 'Triage',
  instructions: 'Route the caller.',
  handoffs: [billing, technical],
});
const toBilling = { callId: 'call_1', name: 'transfer_to_Billing_Support', args: '{}' };

describe('a handoff', () => {
  it('HO-1: is a function the model can call, named after the agent', async () => {
    const { firstUpdate } = await connectSession({ agent: triage });
    const { tools } = firstUpdate as { tools: { name: string; description: string }[] };
    expect(tools.map(({ name }) => name)).toEqual(['transfer_to_Billing_Support', 'transfer_to_Technical']);
    expect(tools[0]?.description).toContain('Billing Support');
  });

  it('HO-1: is not offered while it is switched off for this run', async () => {
    const isEnabled = (context: unknown): boolean => context === open;
    const open = {};
    const agent = new RealtimeAgent({ name: 'Triage', handoffs: [realtimeHandoff(billing, { isEnabled })] });
    const toolsOf = async (context: object): Promise<unknown> =>
      ((await connectSession({ agent, context })).firstUpdate as { tools: unknown }).tools;
    expect(await toolsOf(open)).toMatchObject([{ name: 'transfer_to_Billing_Support' }]);
    expect(await toolsOf({})).toEqual([]);
  });

  it('RS-8: tools change live with a copy of the agent, and nothing else does', async () => {
    const { session, peer } = await connectSession({ agent: billing });
    const switched = session.updateAgent(billing.clone({ tools: [] }));
    expect(await confirmSettings(peer)).toEqual({ type: 'realtime', tools: [] });
    await switched;
  });

  it('HO-2: goes settings, event, output, one request', async () => {
    const { session, peer, play, of } = await connectSession({ agent: triage });
    await play(...toolCalls('resp_1', [toBilling]));

    const update = await peer.next('session.update');
    expect(update.session).toMatchObject({
      type: 'realtime',
      instructions: 'Handle bills.',
      tools: [{ name: 'refund' }],
    });
    expect(of('handoff')).toEqual([]);
    expect(peer.received.at(-1)?.type).toBe('session.update');

    await play(sessionUpdated(update.session));
    expect(of('handoff')).toMatchObject([{ from: { name: 'Triage' }, to: { name: 'Billing Support' } }]);
    expect(session.agent).toBe(billing);
    expect(peer.received.slice(-2)).toMatchObject([
      {
        type: 'conversation.item.create',
        item: { call_id: 'call_1', output: '{"assistant":"Billing Support"}' },
      },
      { type: 'response.create' },
    ]);
    expect(peer.violations).toEqual([]);
  });

  it('HO-2 RS-8: sends only what changes, so that audio formats and turn detection survive', async () => {
    const { peer, play } = await connectSession({ agent: triage });
    await play(...toolCalls('resp_1', [toBilling]));
    const { session } = await peer.next('session.update');
    expect(Object.keys(session).sort()).toEqual(['audio', 'instructions', 'tools', 'type']);
    expect(session.audio).toEqual({ output: { voice: 'ash' } });
  });

  it('AG-3: leaves the voice out once the assistant has spoken, with one warning', async () => {
    const { peer, play, of } = await connectSession({ agent: triage });
    await play(...answer({ responseId: 'resp_0', itemId: 'item_A0', text: 'Hello.', audioMs: 20 }));
    await play(...toolCalls('resp_1', [toBilling]));
    const { session } = await peer.next('session.update');
    expect(session.audio).toBeUndefined();
    expect(of('error')).toMatchObject([{ error: { field: 'voice' }, fatal: false }]);
  });

  it('HO-3: of two in one response the first wins and the second is told so', async () => {
    const { session, peer, play, of } = await connectSession({ agent: triage });
    await play(
      ...toolCalls('resp_1', [toBilling, { callId: 'call_2', name: 'transfer_to_Technical', args: '{}' }]),
    );
    await play(sessionUpdated((await peer.next('session.update')).session));

    expect(session.agent).toBe(billing);
    expect(of('handoff')).toHaveLength(1);
    const outputs = peer.received.flatMap((event) =>
      event.type === 'conversation.item.create' && event.item.type === 'function_call_output'
        ? [[event.item.call_id, event.item.output]]
        : [],
    );
    expect(outputs).toEqual([
      ['call_1', '{"assistant":"Billing Support"}'],
      ['call_2', expect.stringContaining('already handed over to Billing Support')],
    ]);
    expect(peer.received.filter((event) => event.type === 'response.create')).toHaveLength(1);
  });

  it('HO-4: bad input for it becomes an output', async () => {
    const received: unknown[] = [];
    const agent = new RealtimeAgent({
      name: 'Triage',
      handoffs: [
        realtimeHandoff(billing, {
          toolName: 'escalate',
          inputType: z.object({ reason: z.string() }),
          onHandoff: (_, input) => received.push(input),
        }),
      ],
    });
    const { session, peer, play } = await connectSession({ agent });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'escalate', args: '{"reason":7}' }]));
    expect((await peer.next('conversation.item.create')).item).toMatchObject({
      output: expect.stringMatching(/failed: .*reason/),
    });
    expect(session.agent).toBe(agent);

    await play(...toolCalls('resp_2', [{ callId: 'call_2', name: 'escalate', args: '{"reason":"angry"}' }]));
    await peer.next('session.update');
    expect(received).toEqual([{ reason: 'angry' }]);
  });

  it('HO-3: one that failed leaves the way free for another in the same response', async () => {
    const agent = new RealtimeAgent({
      name: 'Triage',
      handoffs: [
        realtimeHandoff(billing, { inputType: z.object({ reason: z.string() }), onHandoff: () => {} }),
        technical,
      ],
    });
    const { session, peer, play } = await connectSession({ agent });
    await play(
      ...toolCalls('resp_1', [toBilling, { callId: 'call_2', name: 'transfer_to_Technical', args: '{}' }]),
    );
    await play(sessionUpdated((await peer.next('session.update')).session));
    expect(session.agent).toBe(technical);
  });

  it('HO-2: an agent without tools takes those of the last one away', async () => {
    const agent = new RealtimeAgent({ name: 'Triage', tools: [refund], handoffs: [technical] });
    const { peer, play } = await connectSession({ agent });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'transfer_to_Technical', args: '{}' }]));
    expect((await peer.next('session.update')).session).toMatchObject({ tools: [] });
  });

  it('HO-1: one that was switched off after it was offered is not carried out', async () => {
    let isOn = true;
    const agent = new RealtimeAgent({
      name: 'Triage',
      handoffs: [realtimeHandoff(technical, { isEnabled: () => isOn })],
    });
    const { session, peer, play } = await connectSession({ agent });
    isOn = false;
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'transfer_to_Technical', args: '{}' }]));
    expect((await peer.next('conversation.item.create')).item).toMatchObject({
      output: expect.stringContaining('switched off now'),
    });
    expect(session.agent).toBe(agent);
  });

  it('TL-3 HO-2: one whose code never ends is answered after 60 s and does not switch later', async () => {
    let finish = (): void => {};
    const onHandoff = (): Promise<void> => new Promise((resolve) => (finish = resolve));
    const agent = new RealtimeAgent({
      name: 'Triage',
      handoffs: [realtimeHandoff(technical, { onHandoff })],
    });
    const { session, peer, play, pass } = await connectSession({ agent });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'transfer_to_Technical', args: '{}' }]));
    await pass(60_000);
    expect((await peer.next('conversation.item.create')).item).toMatchObject({
      output: expect.stringContaining('longer than 60 s'),
    });
    finish();
    await peer.settled();
    expect(session.agent).toBe(agent);
  });

  it('keeps the old agent when the server refuses the new settings', async () => {
    const { session, peer, play } = await connectSession({ agent: triage });
    await play(...toolCalls('resp_1', [toBilling]));
    const { event_id } = await peer.next('session.update');
    await play(serverError('invalid_value', { event_id }));
    expect(session.agent).toBe(triage);
    expect((await peer.next('conversation.item.create')).item).toMatchObject({
      output: expect.stringContaining('failed'),
    });
  });

  it('TL-8: a call of a response that began before it uses the tools the model saw', async () => {
    const { session, peer, play, of } = await connectSession({ agent: triage });
    const [started, ...rest] = toolCalls('resp_1', [{ callId: 'call_9', name: 'refund', args: '{}' }]);
    await play(started!);
    const switched = session.updateAgent(billing);
    await play(sessionUpdated((await peer.next('session.update')).session));
    await switched;
    await play(...rest);
    expect(of('tool_end')).toMatchObject([{ agent: { name: 'Triage' }, outcome: 'unknown_tool' }]);
  });
});
