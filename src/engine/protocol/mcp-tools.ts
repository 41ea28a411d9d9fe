import type { Ids } from '#shared/wire/ids.ts';
import type { McpListTools } from '#shared/wire/items.ts';
import type { ToolDefinition } from '#shared/wire/tools.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Emit } from './emit.ts';

/**
 * Answers MCP tools of a session the way §8.10 tells a client that a server could not be reached: this engine works offline.
 * The rest of the session's tools go on working.
 */
export function announceMcpTools(
  tools: readonly ToolDefinition[],
  { emit, ids, conversation }: { emit: Emit; ids: Ids; conversation: Conversation },
): void {
  for (const tool of tools) {
    if (tool.type !== 'mcp') continue;
    const id = ids.next('mcp');
    const item: McpListTools = {
      id,
      object: 'realtime.item',
      type: 'mcp_list_tools',
      status: 'in_progress',
      server_label: tool.server_label,
      tools: [],
    };
    const failed: McpListTools = { ...item, status: 'incomplete' };
    const previous_item_id = conversation.insert({ id, item: failed });
    emit({ type: 'conversation.item.added', previous_item_id, item });
    emit({ type: 'mcp_list_tools.in_progress', item_id: id });
    emit({ type: 'mcp_list_tools.failed', item_id: id });
    emit({ type: 'conversation.item.done', previous_item_id, item: failed });
  }
}
