import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History, type HistoryEvent } from '#realtime/history/history.ts';
import type { HistoryPatch, RealtimeItem } from '#realtime/index.ts';
import { at, item, message, said } from '../support/history-events.ts';

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

const heard = (itemId: string) =>
  message({ itemId, role: 'user', content: [{ type: 'input_audio', transcript: null }] });

/** What a server tells of one entry of a conversation, by its kind. */
const KINDS: Readonly<Record<string, (itemId: string, previous: string | null) => HistoryEvent[]>> = {
  user: (itemId, previous) => [
    { type: 'hidden_item', itemId, previousItemId: previous },
    item(heard(itemId), previous),
    { type: 'transcription_delta', ...at(itemId), delta: 'hel' },
    { type: 'transcription_done', ...at(itemId), text: `hello ${itemId}` },
  ],
  unclear: (itemId, previous) => [
    item(heard(itemId), previous),
    { type: 'transcription_failed', itemId, message: 'unclear' },
  ],
  'understood later': (itemId, previous) => [
    item(heard(itemId), previous),
    { type: 'transcription_failed', itemId, message: 'unclear' },
    { type: 'transcription_done', ...at(itemId), text: 'clear now' },
  ],
  image: (itemId, previous) => [
    item(message({ itemId, role: 'user', status: 'in_progress' }), previous),
    item(
      message({
        itemId,
        role: 'user',
        content: [
          { type: 'input_text', text: 'Look' },
          { type: 'input_image', imageUrl: 'data:image/png;base64,AAAA' },
        ],
      }),
      previous,
    ),
  ],
  assistant: (itemId, previous) => [
    item(message({ itemId, status: 'in_progress' }), previous),
    said(itemId, 'ans'),
    said(itemId, 'wer'),
    { type: 'output_done', responseId: 'r', source: 'speech', ...at(itemId), text: `answer ${itemId}` },
    item(message({ itemId, content: [{ type: 'output_audio', transcript: `answer ${itemId}` }] }), previous),
  ],
  call(itemId, previous) {
    const callId = `call_${itemId}`;
    const call = { type: 'function_call', itemId, callId, name: 'f', output: null } as const;
    return [
      item({ ...call, status: 'in_progress', arguments: '' }, previous),
      item({ ...call, status: 'completed', arguments: '{}' }, previous),
      { type: 'tool_output_item', itemId: `out_${itemId}`, callId, output: 'ok' },
    ];
  },
  mcp(itemId, previous) {
    const call = { type: 'mcp_call', itemId, serverLabel: 's', name: 'g' } as const;
    return [
      item({ ...call, status: 'in_progress', arguments: '', output: null }, previous),
      item({ ...call, status: 'completed', arguments: '{}', output: 'ok' }, previous),
    ];
  },
  hidden: (itemId, previous) => [{ type: 'hidden_item', itemId, previousItemId: previous }],
};

/** A conversation as a server tells it, with a few deletions. */
const conversation = fc
  .array(fc.constantFrom(...Object.keys(KINDS)), { maxLength: 12 })
  .chain((kinds) =>
    fc.tuple(
      fc.constant(kinds),
      fc.subarray(kinds.map((_, index) => index)).map((all) => all.slice(0, 3)),
    ),
  )
  .map(([kinds, deleted]) => [
    ...kinds.flatMap(
      (kind, index) => KINDS[kind]?.(`item_${index}`, index === 0 ? null : `item_${index - 1}`) ?? [],
    ),
    ...deleted.map((index): HistoryEvent => ({ type: 'item_deleted', itemId: `item_${index}` })),
  ]);

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
