import type { RealtimeMcpCallItem } from '../history/items.ts';

/** A tool of an MCP server as the server listed it. */
export type McpTool = {
  readonly serverLabel: string;
  readonly name: string;
  readonly description: string | undefined;
  /** JSON Schema of its arguments. */
  readonly inputSchema: unknown;
};

/** What a realtime model tells about tools that its server runs by itself. */
export type McpModelEvent =
  | { readonly type: 'mcp_listing_started'; readonly itemId: string; readonly serverLabel: string }
  | { readonly type: 'mcp_listed'; readonly serverLabel: string; readonly tools: readonly McpTool[] }
  | { readonly type: 'mcp_listing_failed'; readonly itemId: string }
  | {
      readonly type: 'mcp_approval_requested';
      /** The request's id: the answer names it. */
      readonly itemId: string;
      readonly serverLabel: string;
      readonly name: string;
      /** JSON text. */
      readonly arguments: string;
    }
  /** A call was run, whether it went well or not. */
  | { readonly type: 'mcp_call_completed'; readonly item: RealtimeMcpCallItem };
