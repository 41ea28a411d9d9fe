import { z } from 'zod';
import { serverEvent } from './server-event-shape.ts';

const call = { item_id: z.string(), output_index: z.number() };
const callOfResponse = { ...call, response_id: z.string() };

export const MCP_EVENT_SCHEMAS = {
  'response.mcp_call_arguments.delta': serverEvent('response.mcp_call_arguments.delta', {
    ...callOfResponse,
    delta: z.string(),
  }),
  'response.mcp_call_arguments.done': serverEvent('response.mcp_call_arguments.done', {
    ...callOfResponse,
    arguments: z.string(),
  }),
  'response.mcp_call.in_progress': serverEvent('response.mcp_call.in_progress', call),
  'response.mcp_call.completed': serverEvent('response.mcp_call.completed', call),
  'response.mcp_call.failed': serverEvent('response.mcp_call.failed', call),
  'mcp_list_tools.in_progress': serverEvent('mcp_list_tools.in_progress', { item_id: z.string() }),
  'mcp_list_tools.completed': serverEvent('mcp_list_tools.completed', { item_id: z.string() }),
  'mcp_list_tools.failed': serverEvent('mcp_list_tools.failed', { item_id: z.string() }),
} as const;
