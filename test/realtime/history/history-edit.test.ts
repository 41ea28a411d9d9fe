import { describe, expect, it } from 'vitest';
import { heardText } from '#realtime/history/heard-text.ts';
import { planHistoryEdit } from '#realtime/history/history-edit.ts';
import type { RealtimeItem, RealtimeMessageItem } from '#realtime/index.ts';

const user = (itemId: string, text: string): RealtimeMessageItem => ({
  type: 'message',
  itemId,
  role: 'user',
  status: 'completed',
  content: [{ type: 'input_text', text }],
});
const spoken = (itemId: string, transcript: string | null): RealtimeMessageItem => ({
  type: 'message',
  itemId,
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_audio', transcript }],
});

function plan(current: readonly RealtimeItem[], wanted: readonly RealtimeItem[]): unknown[] {
  let count = 0;
  return planHistoryEdit(current, wanted, () => {
    count += 1;
    return `new_${count}`;
  }).map((edit) =>
    edit.type === 'delete'
      ? `delete ${edit.itemId}`
      : `create ${edit.item.itemId} (${edit.item.type}) after ${edit.previousItemId}`,
  );
}

describe('planHistoryEdit', () => {
  const [a, b, c] = [user('a', 'A'), spoken('b', 'B'), user('c', 'C')];

  it('RS-9: does nothing when nothing differs', () => {
    expect(plan([a, b, c], [a, b, c])).toEqual([]);
  });

  it('RS-9: deletes what is gone and creates what is new, in place', () => {
    expect(plan([a, b, c], [a, c])).toEqual(['delete b']);
    expect(plan([a, c], [user('x', 'X'), a, user('y', 'Y'), user('z', 'Z'), c])).toEqual([
      'create new_1 (message) after null',
      'create new_2 (message) after a',
      'create new_3 (message) after new_2',
    ]);
  });

  it('RS-9: what changed or moved is made anew', () => {
    expect(plan([a, b], [a, { ...b, content: [{ type: 'output_text', text: 'B2' }] }])).toEqual([
      'delete b',
      'create new_1 (message) after a',
    ]);
    expect(plan([a, c], [c, a])).toEqual(['delete a', 'create new_1 (message) after c']);
  });

  it('RS-9: restored speech becomes text, a call brings its output, silence is left out', () => {
    const call: RealtimeItem = {
      type: 'function_call',
      itemId: 'f',
      status: 'completed',
      callId: 'call_1',
      name: 'f',
      arguments: '{}',
      output: 'done',
    };
    const edits = planHistoryEdit([], [b, call, spoken('s', null)], () => 'id');
    expect(edits.map((edit) => edit.type === 'create' && edit.item)).toEqual([
      { type: 'message', itemId: 'id', role: 'assistant', content: [{ type: 'output_text', text: 'B' }] },
      { type: 'function_call', itemId: 'id', callId: 'call_1', name: 'f', arguments: '{}' },
      { type: 'tool_output', itemId: 'id', callId: 'call_1', output: 'done' },
    ]);
  });

  it('RS-9: refuses to make a call that a server ran', () => {
    const mcp: RealtimeItem = {
      type: 'mcp_call',
      itemId: 'm',
      status: 'completed',
      serverLabel: 's',
      name: 'g',
      arguments: '{}',
      output: null,
    };
    expect(() => plan([], [mcp])).toThrow(/run by the server/);
    expect(plan([mcp], [mcp])).toEqual([]);
  });
});

describe('heardText', () => {
  it.each([
    [0, ''],
    [0.1, ''],
    [0.34, 'One'],
    [0.6, 'One two'],
    [1, 'One two three'],
    [2, 'One two three'],
    [-1, ''],
  ])('IN-5: of a share of %d, only whole words count', (share, text) => {
    expect(heardText('One two three', share)).toBe(text);
  });
});
