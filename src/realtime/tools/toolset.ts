import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import { type RealtimeHandoff, toHandoff } from '../handoffs/handoff.ts';
import { type HostedMcpTool, isHostedMcpTool } from '../mcp/hosted-mcp-tool.ts';
import type { ToolDefinition } from '../model/model-inputs.ts';
import type { Callables } from '../settings/session-settings.ts';
import type { RealtimeTool } from './tool.ts';

/** What an agent can call at one moment; a response keeps the set the model saw, whatever happens meanwhile. */
export type Toolset<TContext> = {
  readonly agent: RealtimeAgent<TContext>;
  readonly tools: ReadonlyMap<string, RealtimeTool<TContext>>;
  readonly handoffs: ReadonlyMap<string, RealtimeHandoff<TContext>>;
  /** Names of tools that exist and are switched off. */
  readonly disabled: ReadonlySet<string>;
  /** MCP servers whose tools the server runs by itself. */
  readonly servers: readonly HostedMcpTool[];
  readonly definitions: readonly (ToolDefinition | HostedMcpTool)[];
};

/**
 * Works out which of the tools and handoffs an agent is offered are enabled. Rejects with `invalid_input` when two of them
 * share a name.
 */
export async function resolveToolset<TContext>(
  agent: RealtimeAgent<TContext>,
  context: TContext,
  offered: Callables<TContext>,
): Promise<Toolset<TContext>> {
  const servers = (offered.tools ?? []).filter(isHostedMcpTool);
  const own = (offered.tools ?? []).flatMap((entry) => (isHostedMcpTool(entry) ? [] : [entry]));
  const tools = await enabled(own, (tool) => tool.isEnabled({ context, agent }));
  const handoffs = await enabled((offered.handoffs ?? []).map(toHandoff), (handoff) =>
    handoff.isEnabled(context),
  );
  const definitions = [...tools.map(toolDefinition), ...handoffs.map(handoffDefinition), ...servers];
  refuseDuplicates(agent.name, [
    ...tools.map((tool) => ({ name: tool.name, source: `tool "${tool.name}"` })),
    ...handoffs.map((handoff) => ({
      name: handoff.toolName,
      source: `handoff to "${handoff.agent.name}"`,
    })),
  ]);
  refuseDuplicates(
    agent.name,
    servers.map(({ serverLabel }) => ({ name: serverLabel, source: 'hosted MCP tool' })),
  );
  return {
    agent,
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    handoffs: new Map(handoffs.map((handoff) => [handoff.toolName, handoff])),
    disabled: new Set(own.filter((tool) => !tools.includes(tool)).map(({ name }) => name)),
    servers,
    definitions,
  };
}

async function enabled<T>(
  entries: readonly T[],
  isEnabled: (entry: T) => boolean | Promise<boolean>,
): Promise<readonly T[]> {
  const answers = await Promise.all(entries.map(isEnabled));
  return entries.filter((_, index) => answers[index]);
}

function toolDefinition<TContext>({ name, description, parameters }: RealtimeTool<TContext>): ToolDefinition {
  return { name, description, parameters };
}

function handoffDefinition<TContext>(handoff: RealtimeHandoff<TContext>): ToolDefinition {
  const { toolName, toolDescription, parameters } = handoff;
  return { name: toolName, description: toolDescription, parameters };
}

function refuseDuplicates(
  agentName: string,
  entries: readonly { readonly name: string; readonly source: string }[],
): void {
  const sources = new Map<string, string>();
  for (const { name, source } of entries) {
    const first = sources.get(name);
    if (first !== undefined) {
      const message = `Agent "${agentName}" has two tools named ${name}: ${first} and ${source}.`;
      throw new HarkError('invalid_input', message, { field: 'tools', action: 'Rename one of them.' });
    }
    sources.set(name, source);
  }
}
