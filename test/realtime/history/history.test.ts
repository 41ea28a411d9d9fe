import { describe, expect, it } from 'vitest';
import { History, type HistoryEvent } from '#realtime/history/history.ts';
import { at, item, message, said } from '../support/history-events.ts';

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
