import type { FunctionCallOutput, Item, UserMessage } from '#shared/wire/items.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Conversation } from './conversation.ts';

/** Cap of item ids and call ids (reference/realtime-protocol.md §2). */
const MAX_ID_LENGTH = 32;

const SERVER_MADE: ReadonlySet<Item['type']> = new Set([
  'mcp_list_tools',
  'mcp_call',
  'mcp_approval_request',
]);

function requireId(id: string | undefined, param: string): void {
  if (id === undefined) return;
  if (id === '') throw new Refusal('invalid_value', `Invalid '${param}': an id is not empty.`, param);
  if (id.length > MAX_ID_LENGTH) {
    const message = `Invalid '${param}': at most ${MAX_ID_LENGTH} characters, got ${id.length}.`;
    throw new Refusal('string_above_max_length', message, param);
  }
}

function requireKnownCall(output: FunctionCallOutput, conversation: Conversation): void {
  const known = conversation.entries.some(
    ({ item }) => item.type === 'function_call' && item.call_id === output.call_id,
  );
  if (known) return;
  const message = `Tool call ID '${output.call_id}' not found in conversation.`;
  throw new Refusal('invalid_tool_call_id', message, 'item.call_id');
}

function requireClientMade(item: Item): void {
  if (SERVER_MADE.has(item.type)) {
    const message = `Invalid 'item.type': a client cannot create an item of type '${item.type}'.`;
    throw new Refusal('invalid_value', message, 'item.type');
  }
  if (item.type !== 'message' || item.role !== 'assistant') return;
  const spoken = item.content.findIndex((part) => part.type === 'output_audio' || part.type === 'audio');
  if (spoken < 0) return;
  const param = `item.content.${spoken}.type`;
  throw new Refusal('invalid_value', `Invalid '${param}': a client can create assistant text only.`, param);
}

/** Throws a `Refusal` for an item that a client may not add, or not there (§4, §14.6, §14.11). */
export function requireNewItem(
  item: Item,
  previousItemId: string | null | undefined,
  conversation: Conversation,
): void {
  requireId(item.id, 'item.id');
  if (item.id !== undefined && conversation.get(item.id) !== undefined) {
    const message = `Invalid 'item.id': the conversation already has an item '${item.id}'.`;
    throw new Refusal('invalid_value', message, 'item.id');
  }
  requireClientMade(item);
  if (item.type === 'function_call') requireId(item.call_id, 'item.call_id');
  if (item.type === 'function_call_output') requireKnownCall(item, conversation);
  const named = previousItemId !== undefined && previousItemId !== null && previousItemId !== 'root';
  if (named && conversation.get(previousItemId) === undefined) {
    const message = `Invalid 'previous_item_id': item with ID '${previousItemId}' not found.`;
    throw new Refusal('item_create_invalid_item_id', message, 'previous_item_id');
  }
}

/** The base64 of a message's audio parts that come without words; each has to be recognised. */
export function audioToRecognise(message: UserMessage): readonly string[] {
  return message.content.flatMap((part) =>
    part.type === 'input_audio' && typeof part.audio === 'string' && typeof part.transcript !== 'string'
      ? [part.audio]
      : [],
  );
}

/** A user message whose audio parts carry no bytes; parts without words get `transcript`. */
export function withoutAudio(message: UserMessage, transcript: string | null): UserMessage {
  return {
    ...message,
    content: message.content.map((part) =>
      part.type === 'input_audio' ? { type: 'input_audio', transcript: part.transcript ?? transcript } : part,
    ),
  };
}
