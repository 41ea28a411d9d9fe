import { describe, expect, it } from 'vitest';
import { Transcript } from '#core/assistant/transcript.ts';
import { createAppStore } from '#core/bridge/app-store.ts';
import type { HistoryPatch, MessageContent, RealtimeItem, RealtimeMessageItem } from '#realtime/index.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import type { BridgeEvent } from '#shared/bridge/state.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

type Fields = Partial<Pick<RealtimeMessageItem, 'status' | 'interrupted' | 'transcriptionFailed'>>;

function message(
  itemId: string,
  role: 'user' | 'assistant' | 'system',
  content: MessageContent[],
  fields: Fields = {},
): RealtimeMessageItem {
  return { itemId, type: 'message', role, status: 'completed', content, ...fields };
}
const typed = (itemId: string, text: string): RealtimeItem =>
  message(itemId, 'user', [{ type: 'input_text', text }]);
const heard = (itemId: string, transcript: string | null, fields: Fields = {}): RealtimeItem =>
  message(itemId, 'user', [{ type: 'input_audio', transcript }], fields);
const said = (itemId: string, transcript: string | null, fields: Fields = {}): RealtimeItem =>
  message(itemId, 'assistant', [{ type: 'output_audio', transcript }], fields);
const call = (itemId: string): RealtimeItem => ({
  itemId,
  type: 'function_call',
  status: 'completed',
  callId: itemId,
  name: 't',
  arguments: '{}',
  output: null,
});
const add = (item: RealtimeItem, afterItemId: string | null): HistoryPatch => ({
  type: 'add',
  item,
  afterItemId,
});
const replace = (item: RealtimeItem): HistoryPatch => ({ type: 'replace', item });

function bench() {
  const clock = createFakeClock();
  const store = createAppStore(EMPTY_SNAPSHOT, (error) => {
    throw error;
  });
  const events: BridgeEvent[] = [];
  store.subscribe((event) => events.push(event));
  const transcript = new Transcript(store, clock);
  transcript.startSession([]);
  return {
    transcript,
    clock,
    events,
    patch: (...patches: HistoryPatch[]) => transcript.handlePatches(patches),
    words: (itemId: string, role: 'user' | 'assistant', text: string, final = false) =>
      transcript.handleTranscript({ itemId, role, text, final }),
    get lines() {
      return store.snapshot.transcript.map(({ role, text, status }) => [role, text, status]);
    },
    get ids() {
      return store.snapshot.transcript.map((line) => line.id);
    },
  };
}

describe('a line', () => {
  it('of the person is there before its words, which stream in', () => {
    const t = bench();
    t.patch(add(heard('u', null), null));
    expect(t.lines).toEqual([['user', '', 'streaming']]);
    t.words('u', 'user', 'what');
    t.words('u', 'user', 'what time');
    expect(t.lines).toEqual([['user', 'what time', 'streaming']]);
    t.words('u', 'user', 'what time is it', true);
    t.patch(replace(heard('u', 'what time is it')));
    expect(t.lines).toEqual([['user', 'what time is it', 'done']]);
  });

  it.each([
    ['nothing was understood', (t: ReturnType<typeof bench>) => t.words('u', 'user', ' ', true)],
    [
      'it could not be written down',
      (t: ReturnType<typeof bench>) => t.patch(replace(heard('u', null, { transcriptionFailed: true }))),
    ],
  ])('is unclear when %s', (_, happen) => {
    const t = bench();
    t.patch(add(heard('u', null), null));
    happen(t);
    expect(t.lines[0]?.[2]).toBe('unclear');
  });

  it('of the assistant appears with its first word', () => {
    const t = bench();
    t.patch(add(typed('u', 'hi'), null), add(said('a', null, { status: 'in_progress' }), 'u'));
    expect(t.lines).toHaveLength(1);
    t.words('a', 'assistant', 'Hel');
    expect(t.lines[1]).toEqual(['assistant', 'Hel', 'streaming']);
    t.words('a', 'assistant', 'Hello.', true);
    t.patch(replace(said('a', 'Hello.')));
    expect(t.lines[1]).toEqual(['assistant', 'Hello.', 'done']);
  });

  it('that was cut keeps what was heard, whatever still comes', () => {
    const t = bench();
    t.patch(add(said('a', null, { status: 'in_progress' }), null));
    t.words('a', 'assistant', 'Once upon a time');
    t.patch(replace(said('a', 'Once upon', { status: 'incomplete', interrupted: true })));
    t.words('a', 'assistant', 'Once upon a time there was', true);
    expect(t.lines).toEqual([['assistant', 'Once upon', 'cut']]);
  });

  it('is told once per change', () => {
    const t = bench();
    t.patch(add(typed('u', 'hi'), null));
    t.patch(replace(typed('u', 'hi')), replace(typed('u', 'hi')));
    expect(t.events).toHaveLength(1);
  });

  it('is no system message and no tool call', () => {
    const t = bench();
    t.patch(
      add(message('s', 'system', [{ type: 'input_text', text: 'be nice' }]), null),
      add(call('c'), 's'),
    );
    expect(t.lines).toEqual([]);
  });
});

describe('the order of lines', () => {
  it('is that of the items, over items without a line', () => {
    const t = bench();
    t.patch(
      add(typed('u', 'hi'), null),
      add(call('c'), 'u'),
      add(said('empty', null, { status: 'in_progress' }), 'c'),
      add(typed('u2', 'more'), 'empty'),
    );
    t.words('empty', 'assistant', 'late');
    expect(t.ids).toEqual(['u', 'empty', 'u2']);
  });

  it('follows moves and removals', () => {
    const t = bench();
    t.patch(add(typed('a', 'a'), null), add(typed('b', 'b'), 'a'), add(typed('c', 'c'), 'b'));
    t.patch({ type: 'move', itemIds: ['b', 'c'], afterItemId: null });
    expect(t.ids).toEqual(['b', 'c', 'a']);
    t.patch({ type: 'remove', itemId: 'b' });
    expect(t.ids).toEqual(['c', 'a']);
  });
});

describe('a new session', () => {
  it('goes on below the lines of the one before', () => {
    const t = bench();
    t.patch(add(typed('u', 'hi'), null));
    t.transcript.startSession([]);
    t.patch(add(typed('n', 'again'), null), add(said('n2', 'Yes.'), 'n'));
    expect(t.ids).toEqual(['u', 'n', 'n2']);
  });

  it('knows the lines of the items it was given, each once', () => {
    const t = bench();
    const items = [typed('u', 'yes'), said('a', 'Fine.'), typed('u2', 'yes')];
    t.patch(
      add(items[0] as RealtimeItem, null),
      add(items[1] as RealtimeItem, 'u'),
      add(items[2] as RealtimeItem, 'a'),
    );
    t.transcript.startSession(items);
    const text = (itemId: string, role: 'user' | 'assistant', words: string): RealtimeItem =>
      message(itemId, role, [{ type: role === 'user' ? 'input_text' : 'output_text', text: words }]);
    t.patch(
      add(text('n1', 'user', 'yes'), null),
      add(text('n2', 'assistant', 'Fine.'), 'n1'),
      add(text('n3', 'user', 'yes'), 'n2'),
    );
    t.patch(add(text('n4', 'user', 'yes'), 'n3'));
    expect(t.ids).toEqual(['u', 'a', 'u2', 'n4']);
  });

  it('leaves nothing streaming of the one before', () => {
    const t = bench();
    t.patch(
      add(heard('u', null), null),
      add(said('a', null, { status: 'in_progress' }), 'u'),
      add(heard('u2', null), 'a'),
    );
    t.words('u', 'user', 'what');
    t.words('a', 'assistant', 'It');
    t.transcript.endSession();
    expect(t.lines).toEqual([
      ['user', 'what', 'done'],
      ['assistant', 'It', 'cut'],
      ['user', '', 'unclear'],
    ]);
  });
});

describe('waiting text', () => {
  it('is shown until it is on its way', () => {
    const t = bench();
    t.transcript.showWaiting('w', { text: 'hello' });
    expect(t.lines).toEqual([['user', 'hello', 'streaming']]);
    t.transcript.removeWaiting('w');
    expect(t.lines).toEqual([]);
  });
});
