import { describe, expect, it } from 'vitest';
import type { RealtimeItem } from '#realtime/index.ts';
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

  it('RS-9: restore gives a new session what an earlier one saved: heard words as text, calls with their outputs', async () => {
    const base = { status: 'completed', type: 'message' } as const;
    const call = {
      type: 'function_call',
      itemId: 'c',
      status: 'completed',
      name: 'clock',
      arguments: '{}',
    } as const;
    const saved: readonly RealtimeItem[] = [
      {
        ...base,
        itemId: 'u',
        role: 'user',
        content: [{ type: 'input_audio', transcript: 'What time is it?' }],
      },
      { ...call, callId: 'call_1', output: 'noon' },
      { ...call, itemId: 'd', callId: 'call_2', output: null },
      {
        ...base,
        itemId: 'a',
        role: 'assistant',
        status: 'incomplete',
        interrupted: true,
        content: [{ type: 'output_audio', transcript: 'It is' }],
      },
      { ...base, itemId: 'e', role: 'assistant', content: [{ type: 'output_audio', transcript: '' }] },
      { ...base, itemId: 'f', role: 'assistant', content: [{ type: 'output_text', text: '' }] },
      { ...call, type: 'mcp_call', itemId: 'm', serverLabel: 's', output: 'ok' },
      { ...base, itemId: 'n', role: 'user', content: [{ type: 'input_audio', transcript: null }] },
    ];
    const { session, peer, play } = await connectSession();
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hello.', audioMs: 0 }));
    session.restore(saved);
    await peer.settled();

    const created = peer.received.flatMap((event) =>
      event.type === 'conversation.item.create' ? [event] : [],
    );
    expect(created.map(({ item }) => item)).toMatchObject([
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'What time is it?' }] },
      { type: 'function_call', call_id: 'call_1', name: 'clock' },
      { type: 'function_call_output', call_id: 'call_1', output: 'noon' },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'It is' }] },
    ]);
    expect(created.map(({ previous_item_id }) => previous_item_id)).toEqual([
      'root',
      ...created.slice(0, -1).map(({ item }) => item.id),
    ]);
    expect(peer.received.map(({ type }) => type)).not.toContain('response.create');
    expect(peer.violations).toEqual([]);
  });

  it('RS-9: a saved conversation stands before what was said since', async () => {
    const { session, peer, play } = await connectSession();
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hello.', audioMs: 0 }));
    session.restore([
      {
        type: 'message',
        itemId: 'u',
        role: 'user',
        status: 'completed',
        content: [{ type: 'input_text', text: 'I am Ada.' }],
      },
    ]);
    await play(...itemEcho((await peer.next('conversation.item.create')).item));
    expect(session.history).toMatchObject([
      { role: 'user', content: [{ text: 'I am Ada.' }] },
      { itemId: 'item_A1' },
    ]);
  });
});
