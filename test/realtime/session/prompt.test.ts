import { describe, expect, it } from 'vitest';
import { RealtimeAgent } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { sessionUpdated } from '../support/wire-script.ts';

describe("an agent's stored prompt", () => {
  it('AG-1: is sent with its version and variables, without empty instructions that would take it away', async () => {
    const prompt = { id: 'pmpt_1', version: '2', variables: { city: 'Oslo' } };
    const { firstUpdate } = await connectSession({ agent: new RealtimeAgent({ name: 'Guide', prompt }) });
    expect(firstUpdate).toMatchObject({ prompt });
    expect(firstUpdate).not.toHaveProperty('instructions');
  });

  it('AG-1: may be worked out from the context, and goes along with instructions', async () => {
    const agent = new RealtimeAgent({
      name: 'Guide',
      instructions: 'Be brief.',
      prompt: async (_, { name }) => ({ id: `pmpt_${name}` }),
    });
    const { firstUpdate } = await connectSession({ agent });
    expect(firstUpdate).toMatchObject({ prompt: { id: 'pmpt_Guide' }, instructions: 'Be brief.' });
  });

  it('HO-2: the next agent brings its own, and its own instructions', async () => {
    const { session, peer, play } = await connectSession({
      agent: new RealtimeAgent({ name: 'Guide', instructions: 'Be brief.', prompt: { id: 'pmpt_1' } }),
    });
    const switched = session.updateAgent(new RealtimeAgent({ name: 'Other', prompt: { id: 'pmpt_2' } }));
    const { session: update } = await peer.next('session.update');
    expect(update).toEqual({ type: 'realtime', instructions: '', prompt: { id: 'pmpt_2' } });
    await play(sessionUpdated(update));
    await switched;
  });
});
