import type { Item, Message } from '#shared/wire/items.ts';
import type { ItemStatus, MessageContent, RealtimeItem } from '../history/items.ts';
import type { ModelEvent } from '../model/model-events.ts';
import { decodeMcpCall } from './decode-mcp.ts';

/** What a wire item means to a session; `assumed` is its status when the server did not say. */
export function decodeItem(
  item: Item,
  previousItemId: string | null | undefined,
  assumed: ItemStatus,
): readonly ModelEvent[] {
  // An item without an id cannot be placed, updated or deleted.
  if (item.id === undefined) return [];
  const place = previousItemId === undefined ? {} : { previousItemId };
  const base = { itemId: item.id, status: item.status ?? assumed };
  switch (item.type) {
    case 'message':
      return [{ type: 'item', item: decodeMessage(item, base), ...place }];
    case 'function_call': {
      const { name, arguments: args, call_id: callId = item.id } = item;
      const call = { ...base, type: 'function_call', callId, name, arguments: args, output: null } as const;
      return [{ type: 'item', item: call, ...place }];
    }
    case 'function_call_output':
      return [
        { type: 'tool_output_item', itemId: item.id, callId: item.call_id, output: item.output, ...place },
      ];
    case 'mcp_call':
      return [{ type: 'item', item: decodeMcpCall(item, base), ...place }];
    case 'mcp_list_tools':
    case 'mcp_approval_request':
    case 'mcp_approval_response':
      return [{ type: 'hidden_item', itemId: item.id, ...place }];
  }
}

function decodeMessage(
  message: Message,
  base: { readonly itemId: string; readonly status: ItemStatus },
): RealtimeItem {
  return { ...base, type: 'message', role: message.role, content: message.content.map(decodeContent) };
}

function decodeContent(content: Message['content'][number]): MessageContent {
  switch (content.type) {
    case 'input_text':
      return { type: 'input_text', text: content.text };
    case 'input_audio':
      return { type: 'input_audio', transcript: content.transcript ?? null };
    case 'input_image':
      return {
        type: 'input_image',
        imageUrl: content.image_url,
        ...(content.detail === undefined ? {} : { detail: content.detail }),
      };
    case 'output_text':
    case 'text':
      return { type: 'output_text', text: content.text };
    case 'output_audio':
    case 'audio':
      return { type: 'output_audio', transcript: content.transcript ?? null };
  }
}

/** The words of a response: the text or transcript of its last message. */
export function outputText(items: readonly Item[]): string {
  const message = items.findLast((item) => item.type === 'message');
  if (message === undefined) return '';
  return message.content.map((content) => textOf(decodeContent(content))).join('');
}

function textOf(content: MessageContent): string {
  if (content.type === 'input_image') return '';
  return 'text' in content ? content.text : (content.transcript ?? '');
}
