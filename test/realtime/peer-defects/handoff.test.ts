import { describe, expect, it } from 'vitest';
import { RealtimeAgent } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { answer, sessionUpdated, toolCalls } from '../support/wire-script.ts';

const other = new RealtimeAgent({ name: 'Other', instructions: 'Carry on.', voice: 'cedar' });
const handOver = toolCalls('resp_2', [{ callId: 'call_1', name: 'transfer_to_Other', args: '{}' }]);

describe('handoffs where the peers fail', () => {
  it("peer defect 17: the next agent's voice is not sent once audio was produced", async () => {
    const { session, peer, play, of } = await connectSession({
      agent: new RealtimeAgent({ name: 'First', voice: 'ash', handoffs: [other] }),
    });
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hello.', audioMs: 20 }));
    await play(...handOver);
    const { session: update } = await peer.next('session.update');
    expect(JSON.stringify(update)).not.toContain('voice');
    await play(sessionUpdated(update));
    expect(session.agent).toBe(other);
    expect(of('error').map(({ error }) => error.field)).toEqual(['voice']);
  });

  it('peer defect 18: a prompt ends with its agent when the next one has none', async () => {
    const { session, peer, play } = await connectSession({
      agent: new RealtimeAgent({ name: 'First', prompt: { id: 'pmpt_1' }, handoffs: [other] }),
    });
    await play(...handOver);
    const { session: update } = await peer.next('session.update');
    expect(update).toMatchObject({ prompt: null, instructions: 'Carry on.', tools: [] });
    await play(sessionUpdated(update));
    expect(session.agent).toBe(other);
  });
});
