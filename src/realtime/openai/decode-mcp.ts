import type { Item } from '#shared/wire/items.ts';
import type { ServerEvent } from '#shared/wire/server-events.ts';
import type { ItemStatus, RealtimeMcpCallItem } from '../history/items.ts';
import type { McpModelEvent } from '../mcp/mcp-events.ts';

type McpCall = Extract<Item, { type: 'mcp_call' }>;

/** A call as the history shows it. */
export function decodeMcpCall(
  call: McpCall,
  base: { readonly itemId: string; readonly status: ItemStatus },
): RealtimeMcpCallItem {
  const { name, arguments: args, server_label: serverLabel, output = null, error } = call;
  return {
    ...base,
    type: 'mcp_call',
    serverLabel,
    name,
    arguments: args,
    output,
    ...(error ? { error: error.message } : {}),
  };
}

/** What a finished or begun item says about tools of MCP servers, besides its place in the conversation. */
export function decodeMcpItem(item: Item, isDone: boolean): readonly McpModelEvent[] {
  if (item.id === undefined) return [];
  const itemId = item.id;
  switch (item.type) {
    case 'mcp_list_tools':
      return isDone ? decodeListing(item, itemId) : [listingStarted(item, itemId)];
    case 'mcp_approval_request': {
      const { server_label: serverLabel, name, arguments: args } = item;
      return isDone ? [{ type: 'mcp_approval_requested', itemId, serverLabel, name, arguments: args }] : [];
    }
    case 'mcp_call': {
      // A call that was cut off with its response has neither an output nor an error.
      const hasRun = item.status === 'completed' || (item.output ?? item.error ?? null) !== null;
      const base = { itemId, status: item.status ?? 'completed' };
      return isDone && hasRun ? [{ type: 'mcp_call_completed', item: decodeMcpCall(item, base) }] : [];
    }
    default:
      return [];
  }
}

/** Undefined when the event is of another kind. */
export function decodeMcpEvent(event: ServerEvent): readonly McpModelEvent[] | undefined {
  return event.type === 'mcp_list_tools.failed'
    ? [{ type: 'mcp_listing_failed', itemId: event.item_id }]
    : undefined;
}

type Listing = Extract<Item, { type: 'mcp_list_tools' }>;

function listingStarted({ server_label: serverLabel }: Listing, itemId: string): McpModelEvent {
  return { type: 'mcp_listing_started', itemId, serverLabel };
}

function decodeListing(
  { server_label: serverLabel, status, tools }: Listing,
  itemId: string,
): readonly McpModelEvent[] {
  if (status === 'incomplete') return [{ type: 'mcp_listing_failed', itemId }];
  const listed = tools.map(({ name, description, input_schema: inputSchema }) => ({
    serverLabel,
    name,
    description: description ?? undefined,
    inputSchema,
  }));
  return [{ type: 'mcp_listed', serverLabel, tools: listed }];
}
