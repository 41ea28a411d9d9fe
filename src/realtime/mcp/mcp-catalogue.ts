import { isDeepStrictEqual } from 'node:util';
import type { HostedMcpTool, McpToolFilter } from './hosted-mcp-tool.ts';
import type { McpTool } from './mcp-events.ts';

/** What the MCP servers of a session have listed, and which of it the agent that speaks may use. */
export class McpCatalogue {
  readonly #listings = new Map<string, readonly McpTool[]>();
  /** Servers that are being asked, by the item that will hold their answer. */
  readonly #asked = new Map<string, string>();
  #available: readonly McpTool[] = [];

  get available(): readonly McpTool[] {
    return this.#available;
  }

  handleListingStarted(itemId: string, serverLabel: string): void {
    this.#asked.set(itemId, serverLabel);
  }

  handleListed(serverLabel: string, tools: readonly McpTool[]): void {
    this.#listings.set(serverLabel, tools);
  }

  /** Answers which server it was; undefined when that was told already. */
  handleListingFailed(itemId: string): string | undefined {
    const serverLabel = this.#asked.get(itemId);
    this.#asked.delete(itemId);
    return serverLabel;
  }

  /** Works out what an agent with these servers may use. True when that changed. */
  update(servers: readonly HostedMcpTool[]): boolean {
    const available = servers.flatMap((server) =>
      (this.#listings.get(server.serverLabel) ?? []).filter(({ name }) => isAllowed(server, name)),
    );
    if (isDeepStrictEqual(available, this.#available)) return false;
    this.#available = available;
    return true;
  }
}

function isAllowed({ allowedTools }: HostedMcpTool, name: string): boolean {
  const names = isFilter(allowedTools) ? allowedTools.toolNames : allowedTools;
  return names?.includes(name) ?? true;
}

function isFilter(allowed: HostedMcpTool['allowedTools']): allowed is McpToolFilter {
  return allowed !== undefined && !Array.isArray(allowed);
}
