import type { HostedMcpTool, McpToolFilter } from '../mcp/hosted-mcp-tool.ts';
import type { Json } from './json.ts';

/** An MCP server as an entry of `tools` (protocol reference §3.3); what is absent stays absent. */
export function encodeHostedMcpTool(tool: HostedMcpTool): Json {
  return {
    type: 'mcp',
    server_label: tool.serverLabel,
    server_url: tool.serverUrl,
    connector_id: tool.connectorId,
    server_description: tool.serverDescription,
    authorization: tool.authorization,
    headers: tool.headers,
    allowed_tools: encodeAllowed(tool.allowedTools),
    require_approval: encodeApproval(tool.requireApproval),
  };
}

function encodeAllowed(allowed: HostedMcpTool['allowedTools']): unknown {
  return allowed === undefined || Array.isArray(allowed) ? allowed : encodeFilter(allowed as McpToolFilter);
}

function encodeApproval(approval: HostedMcpTool['requireApproval']): unknown {
  if (typeof approval !== 'object') return approval;
  const { always, never } = approval;
  return { always: always && encodeFilter(always), never: never && encodeFilter(never) };
}

function encodeFilter({ toolNames, readOnly }: McpToolFilter): Json {
  return { tool_names: toolNames, read_only: readOnly };
}
