import type { ModelEvent } from '../model/model-events.ts';
import { ItemOrder } from './item-order.ts';
import {
  appendText,
  failTranscription,
  finishText,
  freezeHeard,
  hasPart,
  type ItemRecord,
  type MessageRecord,
  mergeItem,
  newMessageRecord,
  textAt,
  toItem,
  withOutput,
} from './item-record.ts';
import { contentKey, type HistoryPatch, type MessageContent, type RealtimeItem } from './items.ts';
import { KeptAudio } from './kept-audio.ts';
import { WordMarks } from './word-marks.ts';

type TextEvent = Extract<
  ModelEvent,
  { type: 'output_delta' | 'output_done' | 'transcription_delta' | 'transcription_done' }
>;

/** What of a model's events concerns the history. */
export type HistoryEvent =
  | TextEvent
  | Extract<
      ModelEvent,
      { type: 'item' | 'tool_output_item' | 'hidden_item' | 'item_deleted' | 'transcription_failed' }
    >;

/** The local mirror of the conversation: events in, patches out. */
export class History {
  readonly #order = new ItemOrder();
  readonly #records = new Map<string, ItemRecord>();
  /** Item of each call id, and outputs that came before their call. */
  readonly #callItems = new Map<string, string>();
  readonly #outputs = new Map<string, string>();
  readonly #marks = new WordMarks();
  readonly #audio: KeptAudio | undefined;
  #items: readonly RealtimeItem[] | undefined = [];

  /** `keepAudio`: whether the assistant's audio is kept as well. */
  constructor(options: { readonly keepAudio?: boolean } = {}) {
    this.#audio = options.keepAudio ? new KeptAudio() : undefined;
  }

  /** Takes an event in and answers what changed. Costs the same however long the conversation is. */
  apply(event: HistoryEvent): readonly HistoryPatch[] {
    switch (event.type) {
      case 'item':
        return this.#changed(this.#applyItem(event.item, event.previousItemId));
      case 'hidden_item':
        return this.#changed(this.#place(event.itemId, event.previousItemId));
      case 'tool_output_item': {
        const moves = this.#place(event.itemId, event.previousItemId);
        return this.#changed([...moves, ...this.#applyOutput(event.callId, event.output)]);
      }
      case 'item_deleted':
        this.#forget(event.itemId);
        return this.#changed(
          this.#order.remove(event.itemId) ? [{ type: 'remove', itemId: event.itemId }] : [],
        );
      case 'transcription_failed': {
        const record = this.#messageAt(event.itemId, 'user');
        return failTranscription(record) ? this.#changed(this.#keep(event.itemId, record)) : [];
      }
      default:
        return this.#changed(this.#applyText(event));
    }
  }

  /** Notes that an answer was cut off; `heard` is the text that was played, undefined when nobody knows. */
  interrupt(itemId: string, contentIndex: number, heard: string | undefined): readonly HistoryPatch[] {
    const record = this.#records.get(itemId);
    if (record?.type !== 'message' || record.frozen) return [];
    freezeHeard(record, contentIndex, heard);
    return this.#changed(this.#keep(itemId, record));
  }

  /** Audio of an answer arrived: its words are those that came before it. */
  noteAudio(itemId: string, contentIndex: number, samples: Int16Array): void {
    const part = contentKey(itemId, contentIndex);
    this.#marks.note(part, samples.length, this.textOf(itemId, contentIndex).length);
    this.#audio?.add(part, samples);
  }

  /** The words of a part that were heard when a share (0..1) of its audio was played; the kept audio ends there as well. */
  hear(itemId: string, contentIndex: number, share: number): string {
    const part = contentKey(itemId, contentIndex);
    this.#audio?.cut(part, share);
    return this.#marks.heard(part, this.textOf(itemId, contentIndex), share);
  }

  /** The audio of a part; undefined when it was not kept. */
  audioOf(itemId: string, contentIndex: number): Int16Array | undefined {
    return this.#audio?.get(contentKey(itemId, contentIndex));
  }

  /** What one part says so far. */
  textOf(itemId: string, contentIndex: number): string {
    const record = this.#records.get(itemId);
    return record?.type === 'message' ? textAt(record, contentIndex) : '';
  }

  /** All items in the server's order; the same array until something changes. */
  get items(): readonly RealtimeItem[] {
    this.#items ??= this.#order.list().flatMap((itemId) => {
      const record = this.#records.get(itemId);
      return record === undefined ? [] : [toItem(record)];
    });
    return this.#items;
  }

  #applyItem(item: RealtimeItem, previousItemId: string | null | undefined): readonly HistoryPatch[] {
    const moves = this.#place(item.itemId, previousItemId);
    const named = previousItemId === undefined ? item : { ...item, previousItemId };
    const record = mergeItem(this.#records.get(item.itemId), named);
    if (record.type === 'other' && record.item.type === 'function_call') {
      this.#callItems.set(record.item.callId, item.itemId);
      const output = this.#outputs.get(record.item.callId);
      if (output !== undefined) record.item = withOutput(record.item, output);
    }
    return [...moves, ...this.#keep(item.itemId, record)];
  }

  #applyText(event: TextEvent): readonly HistoryPatch[] {
    const { itemId, contentIndex } = event;
    const record = this.#messageAt(itemId, roleOf(event));
    const content = contentOf(event);
    if (event.type === 'output_done' || event.type === 'transcription_done') {
      return finishText(record, contentIndex, content) ? this.#keep(itemId, record) : [];
    }
    const existed = this.#order.isVisible(itemId) && hasPart(record, contentIndex);
    if (!appendText(record, contentIndex, content)) return [];
    if (!existed) return this.#keep(itemId, record);
    return [{ type: 'append_text', itemId, contentIndex, delta: event.delta }];
  }

  #applyOutput(callId: string, output: string): readonly HistoryPatch[] {
    this.#outputs.set(callId, output);
    const record = this.#records.get(this.#callItems.get(callId) ?? '');
    if (record?.type !== 'other' || record.item.type !== 'function_call') return [];
    record.item = withOutput(record.item, output);
    return this.#keep(record.item.itemId, record);
  }

  #place(itemId: string, previousItemId: string | null | undefined): readonly HistoryPatch[] {
    const itemIds = this.#order.place(itemId, previousItemId);
    const [first] = itemIds;
    if (first === undefined) return [];
    return [{ type: 'move', itemIds, afterItemId: this.#order.visibleBefore(first) }];
  }

  #keep(itemId: string, record: ItemRecord): readonly HistoryPatch[] {
    if (this.#order.isRemoved(itemId)) return [];
    this.#records.set(itemId, record);
    const item = toItem(record);
    if (!this.#order.show(itemId)) return [{ type: 'replace', item }];
    return [{ type: 'add', item, afterItemId: this.#order.visibleBefore(itemId) }];
  }

  #forget(itemId: string): void {
    const record = this.#records.get(itemId);
    this.#records.delete(itemId);
    const parts = record?.type === 'message' ? record.parts : [];
    for (const index of parts.keys()) {
      this.#marks.forget(contentKey(itemId, index));
      this.#audio?.forget(contentKey(itemId, index));
    }
  }

  #messageAt(itemId: string, role: 'user' | 'assistant'): MessageRecord {
    const record = this.#records.get(itemId);
    return record?.type === 'message' ? record : newMessageRecord(itemId, role);
  }

  #changed(patches: readonly HistoryPatch[]): readonly HistoryPatch[] {
    if (patches.length > 0) this.#items = undefined;
    return patches;
  }
}

function roleOf(event: TextEvent): 'user' | 'assistant' {
  return event.type === 'output_delta' || event.type === 'output_done' ? 'assistant' : 'user';
}

function contentOf(event: TextEvent): MessageContent {
  const text =
    event.type === 'output_delta' || event.type === 'transcription_delta' ? event.delta : event.text;
  if (roleOf(event) === 'user') return { type: 'input_audio', transcript: text };
  const spoken = (event.type === 'output_delta' || event.type === 'output_done') && event.source === 'speech';
  return spoken ? { type: 'output_audio', transcript: text } : { type: 'output_text', text };
}
