import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  RealtimeAgent,
  RealtimeRunner,
  type RealtimeSettings,
  realtimeHandoff,
  tool,
} from '#realtime/index.ts';
import { ScriptedModel } from '#realtime/testing/scripted-model.ts';
import { type ConnectedSession, connectSession } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import {
  confirmSettings,
  responseCreated,
  responseDone,
  toolCall,
  toolCalls,
} from '../support/wire-script.ts';

const named = (name: string) =>
  tool({ name, description: name, parameters: z.object({}), execute: () => `${name} ran` });

const offered = (update: object): string[] => {
  const { tools = [] } = update as { tools?: { name: string }[] };
  return tools.map(({ name }) => name);
};

const sales = new RealtimeAgent({ name: 'Sales', instructions: 'Sell.', tools: [named('price')] });

/** What the server was told of a session's settings while `change` was under way, and confirmed. */
async function confirmed({ peer }: ConnectedSession, change: Promise<void>): Promise<object> {
  const update = await confirmSettings(peer);
  await change;
  return update;
}

describe('tools and handoffs among the settings', () => {
  it('MC-3: those of the runner serve agents that bring none, like its instructions', async () => {
    const modelSettings = { instructions: 'Be kind.', tools: [named('clock')], handoffs: [sales] };
    const bare = await connectSession({
      agent: new RealtimeAgent({ name: 'Bare' }),
      config: { modelSettings },
    });
    expect(bare.firstUpdate).toMatchObject({ instructions: 'Be kind.' });
    expect(offered(bare.firstUpdate)).toEqual(['clock', 'transfer_to_Sales']);
    const owning = await connectSession({ agent: sales, config: { modelSettings } });
    expect(owning.firstUpdate).toMatchObject({ instructions: 'Sell.' });
    expect(offered(owning.firstUpdate)).toEqual(['price', 'transfer_to_Sales']);
  });

  it("MC-4: those of the run stand in for the agent's own, until another agent takes over", async () => {
    const model = new ScriptedModel()
      .expect({ type: 'connect' })
      .expect(
        (call) => call.type === 'configure' && offered(call.settings).join() === 'clock,to_sales',
        [{ type: 'settings_applied', effective: { interruptResponse: true } }],
      );
    const runner = new RealtimeRunner({ startingAgent: sales, model });
    const initialModelSettings = {
      tools: [named('clock')],
      handoffs: [realtimeHandoff(sales, { toolName: 'to_sales' })],
    };
    await using session = await runner.run({ modelConfig: { initialModelSettings } });
    model.expect(
      (call) => call.type === 'configure' && offered(call.settings).join() === 'price',
      [{ type: 'settings_applied', effective: { interruptResponse: true } }],
    );
    await session.updateAgent(sales);
    model.assertComplete();
  });

  it("RS-8: a live change tells only the tools, and TL-8: a response that runs keeps the model's view", async () => {
    const connected = await connectSession({ agent: sales });
    const { session, peer, play } = connected;
    await play(responseCreated('resp_1'));
    const update = await confirmed(connected, session.updateSession({ tools: [named('clock')] }));
    expect(update).toEqual({ type: 'realtime', tools: [expect.objectContaining({ name: 'clock' })] });
    await play(
      ...toolCall({ responseId: 'resp_1', callId: 'call_1', name: 'price', args: '{}' }),
      responseDone('resp_1'),
    );
    await play(...toolCalls('resp_2', [{ callId: 'call_2', name: 'clock', args: '{}' }]));
    expect(toolWire(peer).filter((line) => line !== 'create')).toEqual([
      'call_1: price ran',
      'call_2: clock ran',
    ]);
    const switched = await confirmed(connected, session.updateAgent(sales));
    expect(offered(switched)).toEqual(['price']);
  });

  it('RS-8: an empty list takes all tools away', async () => {
    const connected = await connectSession({ agent: sales });
    const update = await confirmed(connected, connected.session.updateSession({ tools: [] }));
    expect(update).toEqual({ type: 'realtime', tools: [] });
  });

  it.each<[string, object]>([
    ['tools', { tools: 'clock' }],
    ['tools', { tools: ['clock'] }],
    ['handoffs', { handoffs: {} }],
  ])('MC-5: %s of a wrong type are refused by name', async (field, patch) => {
    const { session } = await connectSession();
    await expect(session.updateSession(patch as RealtimeSettings)).rejects.toMatchObject({
      reason: 'invalid_input',
      field,
    });
  });
});
