import type {
  ItemStatus,
  MessageContent,
  RealtimeItem,
  RealtimeMessageItem,
  RealtimeToolCallItem,
} from './items.ts';

/** One part of a message while it is being written. */
type Part = { content: MessageContent; final: boolean };

/** Parts of one message beyond this are a broken server's. */
const MAX_PARTS = 64;

export type MessageRecord = {
  readonly type: 'message';
  base: RealtimeMessageItem;
  readonly parts: Part[];
  /** What was heard stands; nothing that arrives later changes it. */
  frozen: boolean;
};

/** An item as the history keeps it: news may come twice and in any order and still end the same. */
export type ItemRecord =
  | MessageRecord
  | { readonly type: 'other'; item: Exclude<RealtimeItem, RealtimeMessageItem> };

const RANK: Readonly<Record<ItemStatus, number>> = { in_progress: 0, completed: 1, incomplete: 2 };

const isFinished = (status: ItemStatus): boolean => RANK[status] > 0;

/** A later status wins over an earlier one, whichever was told first. */
function laterStatus(a: ItemStatus, b: ItemStatus): ItemStatus {
  return RANK[a] >= RANK[b] ? a : b;
}

export function newMessageRecord(itemId: string, role: 'user' | 'assistant'): MessageRecord {
  return {
    type: 'message',
    base: { type: 'message', itemId, role, status: 'in_progress', content: [] },
    parts: [],
    frozen: false,
  };
}

/** Takes in what the server says about an item. Answers the record to keep. */
export function mergeItem(record: ItemRecord | undefined, item: RealtimeItem): ItemRecord {
  if (item.type === 'message') {
    const message = record?.type === 'message' ? record : newMessageRecord(item.itemId, 'user');
    mergeMessage(message, item);
    return message;
  }
  const before = record?.type === 'other' && record.item.type === item.type ? record.item : undefined;
  return { type: 'other', item: before === undefined ? item : mergeCall(before, item) };
}

function mergeMessage(record: MessageRecord, item: RealtimeMessageItem): void {
  const status = laterStatus(record.base.status, item.status);
  record.base = { ...record.base, role: item.role, status };
  if (item.previousItemId !== undefined && record.base.previousItemId === undefined) {
    record.base = { ...record.base, previousItemId: item.previousItemId };
  }
  if (record.frozen) return;
  item.content.forEach((content, index) => {
    const part = partAt(record, index, content);
    if (part === undefined || part.final) return;
    const text = textOf(content);
    // An unfinished item carries no text of its own, and audio carries none until it was understood.
    if (text === null || (text === '' && textOf(part.content)))
      part.content = withText(content, textOf(part.content));
    else part.content = content;
    part.final = text !== null && isFinished(item.status);
  });
}

type CallItem = Exclude<RealtimeItem, RealtimeMessageItem>;

function mergeCall(before: CallItem, item: CallItem): CallItem {
  const newer = RANK[item.status] >= RANK[before.status] ? item : before;
  const status = laterStatus(before.status, item.status);
  const callArguments = newer.arguments === '' ? before.arguments : newer.arguments;
  return { ...newer, status, arguments: callArguments, output: item.output ?? before.output };
}

/** Appends streamed text. False when the part is final already, so that nothing changed. */
export function appendText(record: MessageRecord, index: number, addition: MessageContent): boolean {
  const part = record.frozen ? undefined : partAt(record, index, addition);
  if (part === undefined || part.final) return false;
  part.content = withText(addition, (textOf(part.content) ?? '') + (textOf(addition) ?? ''));
  return true;
}

/** Sets the definitive text of a part. False when nothing changed. */
export function finishText(record: MessageRecord, index: number, content: MessageContent): boolean {
  const part = record.frozen ? undefined : partAt(record, index, content);
  if (part === undefined || (part.final && textOf(part.content) === textOf(content))) return false;
  part.content = content;
  part.final = true;
  if (record.base.transcriptionFailed) {
    const { transcriptionFailed: _, ...base } = record.base;
    record.base = base;
  }
  return true;
}

/** Notes that nobody could write down what was said. False when the text is known after all. */
export function failTranscription(record: MessageRecord): boolean {
  if (record.parts.some((part) => part.final)) return false;
  record.base = { ...record.base, transcriptionFailed: true };
  return true;
}

/** Keeps only what was heard of one part and forgets the parts after it; nothing changes it any more. */
export function freezeHeard(record: MessageRecord, index: number, heard: string | undefined): void {
  record.frozen = true;
  record.base = { ...record.base, status: 'incomplete', interrupted: true };
  if (heard === undefined) return;
  record.parts.length = Math.min(record.parts.length, index + 1);
  const part = record.parts[index];
  if (part) part.content = withText(part.content, heard);
}

export function textAt(record: MessageRecord, index: number): string {
  const part = record.parts[index];
  return (part && textOf(part.content)) ?? '';
}

/** Whether a part with this index exists already. */
export function hasPart(record: MessageRecord, index: number): boolean {
  return record.parts[index] !== undefined;
}

/** The item as callers see it. */
export function toItem(record: ItemRecord): RealtimeItem {
  if (record.type === 'other') return record.item;
  return { ...record.base, content: record.parts.map((part) => part.content) };
}

export function withOutput(call: RealtimeToolCallItem, output: string): RealtimeToolCallItem {
  return { ...call, output, status: call.status === 'incomplete' ? 'incomplete' : 'completed' };
}

/** The part at an index; a gap before it is filled with empty parts of the same kind until their own news arrive. */
function partAt(record: MessageRecord, index: number, like: MessageContent): Part | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_PARTS) return undefined;
  while (record.parts.length <= index) record.parts.push({ content: withText(like, null), final: false });
  return record.parts[index];
}

function textOf(content: MessageContent): string | null {
  if (content.type === 'input_image') return content.imageUrl;
  return content.type === 'input_audio' || content.type === 'output_audio'
    ? content.transcript
    : content.text;
}

function withText(content: MessageContent, text: string | null): MessageContent {
  switch (content.type) {
    case 'input_image':
      return content;
    case 'input_audio':
    case 'output_audio':
      return { type: content.type, transcript: text };
    case 'input_text':
    case 'output_text':
      return { type: content.type, text: text ?? '' };
  }
}
