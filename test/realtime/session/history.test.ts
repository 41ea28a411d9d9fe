import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import { answer, itemEcho } from '../support/wire-script.ts';

describe('the history of a session', () => {
  it('RS-9: updateHistory deletes and creates on the server, and the mirror follows its echo', async () => {
    const { session, peer, play, of } = await connectSession();
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Old words', audioMs: 20 }));
    session.updateHistory((history) => [
      {
        type: 'message',
        itemId: 'draft',
        role: 'user',
        status: 'completed',
        content: [{ type: 'input_text', text: 'A fact to remember' }],
      },
      ...history.filter(({ itemId }) => itemId !== 'item_A1'),
    ]);
    expect(await peer.next('conversation.item.delete')).toMatchObject({ item_id: 'item_A1' });
    const created = await peer.next('conversation.item.create');
    expect(created).toMatchObject({ previous_item_id: 'root', item: { role: 'user' } });
    expect(session.history.map(({ itemId }) => itemId)).toEqual(['item_A1']);

    await play(
      { type: 'conversation.item.deleted', event_id: 'event_d', item_id: 'item_A1' },
      ...itemEcho(created.item),
    );
    expect(session.history).toMatchObject([
      { content: [{ type: 'input_text', text: 'A fact to remember' }] },
    ]);
    expect(of('history_added')).toHaveLength(2);
    expect(peer.violations).toEqual([]);
  });

  it('HI-3: streamed text arrives as patches, not as whole histories', async () => {
    const { play, of } = await connectSession();
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hello', audioMs: 20 }));
    const patches = of('history_updated').flatMap((event) => event.patches.map(({ type }) => type));
    expect(patches).toEqual(['add', 'replace', 'replace', 'replace']);
  });
});
