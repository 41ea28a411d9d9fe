import { HarkError } from '#shared/base/errors.ts';
import { type RealtimeTool, tool } from '../tools/tool.ts';
import type { JsonSchema } from '../tools/tool-parameters.ts';

/** A tool as an MCP server lists it. */
export type McpServerTool = {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inputSchema: JsonSchema;
};

/** A connection to an MCP server that runs here, made with any client of that protocol; opening and closing it is yours. */
export type McpServer = {
  readonly name: string;
  listTools(): Promise<readonly McpServerTool[]>;
  /** The result, or the list of its content parts. Rejects when the tool fails. */
  callTool(name: string, args: Readonly<Record<string, unknown>>): Promise<unknown>;
};

/** The tools of MCP servers as tools of an agent. Rejects with `unavailable` naming the server that cannot list them. */
export async function toolsOfServers(servers: readonly McpServer[]): Promise<readonly RealtimeTool[]> {
  const lists = await Promise.all(servers.map(toolsOf));
  return lists.flat();
}

async function toolsOf(server: McpServer): Promise<readonly RealtimeTool[]> {
  const listed = await server.listTools().catch((cause: unknown) => {
    throw new HarkError('unavailable', `The MCP server ${server.name} could not list its tools.`, { cause });
  });
  return listed.map(({ name, description = '', inputSchema }) =>
    tool({
      name,
      description,
      parameters: inputSchema,
      execute: async (args) => readable(await server.callTool(name, args)),
    }),
  );
}

/** Content that is nothing but text is given to the model as that text. */
function readable(result: unknown): unknown {
  if (!Array.isArray(result) || !result.every(isText)) return result;
  return result.map(({ text }) => text).join('\n');
}

function isText(part: unknown): part is { readonly text: string } {
  return typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string';
}
