import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History, type HistoryEvent } from '#realtime/history/history.ts';
import type { HistoryPatch, RealtimeItem, RealtimeMessageItem } from '#realtime/index.ts';

const message = (
  fields: Partial<RealtimeMessageItem> & { readonly itemId: string },
): RealtimeMessageItem => ({
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [],
  ...fields,
});
const item = (made: RealtimeItem, previousItemId?: string | null): HistoryEvent => ({
  type: 'item',
  item: made,
  ...(previousItemId === undefined ? {} : { previousItemId }),
});
const at = (itemId: string) => ({ itemId, contentIndex: 0 });
const said = (itemId: string, delta: string): HistoryEvent => ({
  type: 'output_delta',
  responseId: 'resp_1',
  source: 'speech',
  ...at(itemId),
  delta,
});

/** A mirror of the history that knows nothing but its patches. */
function applyPatches(mirror: RealtimeItem[], patches: readonly HistoryPatch[]): RealtimeItem[] {
  let items = mirror;
  const insert = (added: readonly RealtimeItem[], afterItemId: string | null): void => {
    const index = afterItemId === null ? 0 : items.findIndex(({ itemId }) => itemId === afterItemId) + 1;
    items = items.toSpliced(index, 0, ...added);
  };
  for (const patch of patches) {
    if (patch.type === 'add') insert([patch.item], patch.afterItemId);
    else if (patch.type === 'remove') items = items.filter(({ itemId }) => itemId !== patch.itemId);
    else if (patch.type === 'replace')
      items = items.map((old) => (old.itemId === patch.item.itemId ? patch.item : old));
    else if (patch.type === 'move') {
      const moved = patch.itemIds.flatMap((id) => items.filter(({ itemId }) => itemId === id));
      items = items.filter(({ itemId }) => !patch.itemIds.includes(itemId));
      insert(moved, patch.afterItemId);
    } else items = items.map((old) => (old.itemId === patch.itemId ? append(old, patch) : old));
  }
  return items;
}

function append(old: RealtimeItem, patch: Extract<HistoryPatch, { type: 'append_text' }>): RealtimeItem {
  if (old.type !== 'message') return old;
  const content = old.content.map((part, index) => {
    if (index !== patch.contentIndex || part.type === 'input_image') return part;
    if ('text' in part) return { ...part, text: part.text + patch.delta };
    return { ...part, transcript: (part.transcript ?? '') + patch.delta };
  });
  return { ...old, content };
}

describe('History', () => {
  it('HI-1: keeps messages, calls with their output, and server-run calls', () => {
    const history = new History();
    history.apply(
      item(message({ itemId: 'a', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }), null),
    );
    history.apply(
      item(
        {
          type: 'function_call',
          itemId: 'b',
          status: 'completed',
          callId: 'call_1',
          name: 'f',
          arguments: '{}',
          output: null,
        },
        'a',
      ),
    );
    history.apply({
      type: 'tool_output_item',
      itemId: 'c',
      callId: 'call_1',
      output: '42',
      previousItemId: 'b',
    });
    history.apply(
      item(
        {
          type: 'mcp_call',
          itemId: 'd',
          status: 'completed',
          serverLabel: 's',
          name: 'g',
          arguments: '{}',
          output: 'ok',
        },
        'c',
      ),
    );
    expect(history.items).toMatchObject([
      { itemId: 'a', previousItemId: null, status: 'completed' },
      { itemId: 'b', callId: 'call_1', output: '42', status: 'completed' },
      { itemId: 'd', type: 'mcp_call', output: 'ok' },
    ]);
  });

  it('HI-3: streams text as small patches and hands out the same array until something changes', () => {
    const history = new History();
    history.apply(item(message({ itemId: 'a', status: 'in_progress' }), null));
    expect(history.apply(said('a', 'Hel'))).toMatchObject([{ type: 'replace' }]);
    expect(history.apply(said('a', 'lo'))).toEqual([{ type: 'append_text', ...at('a'), delta: 'lo' }]);
    expect(history.items).toMatchObject([{ content: [{ type: 'output_audio', transcript: 'Hello' }] }]);
    expect(history.items).toBe(history.items);
  });

  it('HI-4: transcripts fill the user item, whether they come before or after it, or alone', () => {
    const history = new History();
    history.apply({ type: 'transcription_done', ...at('late'), text: 'first words' });
    history.apply({ type: 'transcription_failed', itemId: 'orphan', message: 'unintelligible' });
    const user = message({
      itemId: 'late',
      role: 'user',
      content: [{ type: 'input_audio', transcript: null }],
    });
    history.apply(item(user, null));
    expect(history.items).toMatchObject([
      { itemId: 'late', role: 'user', status: 'completed', content: [{ transcript: 'first words' }] },
      { itemId: 'orphan', role: 'user', transcriptionFailed: true },
    ]);
    history.apply({ type: 'transcription_done', ...at('orphan'), text: 'understood after all' });
    expect(history.items[1]).not.toHaveProperty('transcriptionFailed');
  });

  it('HI-4: an item told again without its transcript keeps it', () => {
    const history = new History();
    const user = message({ itemId: 'a', role: 'user', content: [{ type: 'input_audio', transcript: null }] });
    history.apply(item(user, null));
    history.apply({ type: 'transcription_done', ...at('a'), text: 'hello' });
    history.apply(item(user, null));
    expect(history.items).toMatchObject([{ content: [{ type: 'input_audio', transcript: 'hello' }] }]);
  });

  it('IN-5: what was heard of an interrupted answer stands, whatever the server says later', () => {
    const history = new History();
    history.apply(item(message({ itemId: 'a', status: 'in_progress' }), null));
    history.apply(said('a', 'One two three'));
    history.interrupt('a', 0, 'One');
    history.apply(said('a', ' four'));
    history.apply({
      type: 'output_done',
      responseId: 'r',
      source: 'speech',
      ...at('a'),
      text: 'One two three four',
    });
    history.apply(
      item(message({ itemId: 'a', content: [{ type: 'output_audio', transcript: null }] }), null),
    );
    expect(history.items).toMatchObject([
      { interrupted: true, status: 'incomplete', content: [{ type: 'output_audio', transcript: 'One' }] },
    ]);
    expect(history.interrupt('a', 0, '')).toEqual([]);
    expect(history.interrupt('unknown', 0, '')).toEqual([]);
  });

  it('a deleted item stays deleted', () => {
    const history = new History();
    history.apply(item(message({ itemId: 'a' }), null));
    expect(history.apply({ type: 'item_deleted', itemId: 'a' })).toEqual([{ type: 'remove', itemId: 'a' }]);
    expect(history.apply(item(message({ itemId: 'a' }), null))).toEqual([]);
    expect(history.apply(said('a', 'ghost'))).toEqual([]);
    expect(history.items).toEqual([]);
  });

  it('an absurd content index costs nothing', () => {
    const history = new History();
    const absurd: HistoryEvent = {
      ...(said('a', 'x') as Extract<HistoryEvent, { type: 'output_delta' }>),
      contentIndex: 1e9,
    };
    expect(history.apply(absurd)).toEqual([]);
    expect(history.items).toEqual([]);
  });
});

/** A conversation as a server tells it: spoken turns, answers with streamed text, tool calls, deletions. */
const conversation = fc
  .array(fc.constantFrom('user', 'assistant', 'call', 'hidden'), { maxLength: 12 })
  .chain((kinds) =>
    fc.tuple(
      fc.constant(kinds),
      fc.subarray(kinds.map((_, index) => index)).map((all) => all.slice(0, 3)),
    ),
  )
  .map(([kinds, deleted]) => {
    const events: HistoryEvent[] = [];
    kinds.forEach((kind, index) => {
      const itemId = `item_${index}`;
      const previous = index === 0 ? null : `item_${index - 1}`;
      if (kind === 'user') {
        const user = message({ itemId, role: 'user', content: [{ type: 'input_audio', transcript: null }] });
        events.push({ type: 'hidden_item', itemId, previousItemId: previous }, item(user, previous));
        events.push({ type: 'transcription_delta', ...at(itemId), delta: 'hel' });
        events.push({ type: 'transcription_done', ...at(itemId), text: `hello ${index}` });
      } else if (kind === 'assistant') {
        const content = [{ type: 'output_audio', transcript: `answer ${index}` }] as const;
        events.push(
          item(message({ itemId, status: 'in_progress' }), previous),
          said(itemId, 'ans'),
          said(itemId, 'wer'),
        );
        events.push({
          type: 'output_done',
          responseId: 'r',
          source: 'speech',
          ...at(itemId),
          text: `answer ${index}`,
        });
        events.push(item(message({ itemId, content }), previous));
      } else if (kind === 'call') {
        const call = {
          type: 'function_call',
          itemId,
          callId: `call_${index}`,
          name: 'f',
          output: null,
        } as const;
        events.push(item({ ...call, status: 'in_progress', arguments: '' }, previous));
        events.push(item({ ...call, status: 'completed', arguments: '{}' }, previous));
        events.push({
          type: 'tool_output_item',
          itemId: `out_${index}`,
          callId: `call_${index}`,
          output: 'ok',
        });
      } else events.push({ type: 'hidden_item', itemId, previousItemId: previous });
    });
    for (const index of deleted) events.push({ type: 'item_deleted', itemId: `item_${index}` });
    return events;
  });

const shuffledWithRepetitions = conversation.chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc
      .tuple(fc.subarray(events), fc.constant(events))
      .chain(([repeated, all]) =>
        fc.shuffledSubarray([...all, ...repeated], { minLength: all.length + repeated.length }),
      ),
  ),
);

function historyOf(events: readonly HistoryEvent[]): History {
  const history = new History();
  for (const event of events) history.apply(event);
  return history;
}

describe('History under any order', () => {
  it('HI-2: every permutation and duplication of a conversation ends in the same history', () => {
    fc.assert(
      fc.property(shuffledWithRepetitions, ([inOrder, shuffled]) => {
        expect(historyOf(shuffled).items).toEqual(historyOf(inOrder).items);
      }),
      { numRuns: 500 },
    );
  });

  it('HI-3: a mirror that applies every patch equals the history at every step', () => {
    fc.assert(
      fc.property(shuffledWithRepetitions, ([, shuffled]) => {
        const history = new History();
        let mirror: RealtimeItem[] = [];
        for (const event of shuffled) {
          mirror = applyPatches(mirror, history.apply(event));
          expect(mirror).toEqual(history.items);
        }
      }),
      { numRuns: 500 },
    );
  });
});
