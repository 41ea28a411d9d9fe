import type { OutputGuardrail } from '../guardrails/output-guardrail.ts';
import type { RealtimeHandoff } from '../handoffs/handoff.ts';
import type { HostedMcpTool } from '../mcp/hosted-mcp-tool.ts';
import type { McpServer } from '../mcp/mcp-server.ts';
import type { AgentPrompt } from '../model/model-inputs.ts';
import type { RealtimeTool } from '../tools/tool.ts';
import { checkAgentOptions } from './agent-checks.ts';

/**
 * The instructions of an agent, fixed or worked out from the run's context. The function is typed as a method, so that an
 * agent that needs no context fits into a session that has one.
 */
export type AgentInstructions<TContext> =
  | string
  | {
      resolve(context: TContext, agent: RealtimeAgent<TContext>): string | Promise<string>;
    }['resolve'];

/** A prompt stored with the provider, fixed or worked out from the run's context. OpenAI ends them on 2026-11-30. */
export type AgentPromptSource<TContext> =
  | AgentPrompt
  | {
      resolve(context: TContext, agent: RealtimeAgent<TContext>): AgentPrompt | Promise<AgentPrompt>;
    }['resolve'];

/** Called at the named moments of an agent's life; what a hook throws becomes an `error` event. */
export type AgentHooks<TContext> = {
  onStart?(context: TContext, agent: RealtimeAgent<TContext>): unknown;
  onEnd?(context: TContext, agent: RealtimeAgent<TContext>, output: string): unknown;
  onHandoff?(context: TContext, from: RealtimeAgent<TContext>, to: RealtimeAgent<TContext>): unknown;
  onToolStart?(context: TContext, agent: RealtimeAgent<TContext>, toolName: string): unknown;
  onToolEnd?(context: TContext, agent: RealtimeAgent<TContext>, toolName: string, output: string): unknown;
};

export type RealtimeAgentOptions<TContext> = {
  readonly name: string;
  readonly instructions?: AgentInstructions<TContext>;
  readonly prompt?: AgentPromptSource<TContext>;
  readonly tools?: readonly (RealtimeTool<TContext> | HostedMcpTool)[];
  /** MCP servers that run here; their tools are listed whenever the agent takes over. */
  readonly mcpServers?: readonly McpServer[];
  readonly handoffs?: readonly (RealtimeAgent<TContext> | RealtimeHandoff<TContext>)[];
  /** What this agent is for, told to agents that can hand over to it. */
  readonly handoffDescription?: string;
  /** Honoured only until the assistant has spoken; a server refuses later changes. */
  readonly voice?: string;
  readonly outputGuardrails?: readonly OutputGuardrail<TContext>[];
  readonly hooks?: AgentHooks<TContext>;
};

/** Who the model is: instructions, tools, and whom it can hand over to. The model itself belongs to the session. */
export class RealtimeAgent<TContext = unknown> {
  readonly #options: RealtimeAgentOptions<TContext>;
  readonly name: string;
  readonly instructions: AgentInstructions<TContext>;
  readonly prompt: AgentPromptSource<TContext> | undefined;
  readonly tools: readonly (RealtimeTool<TContext> | HostedMcpTool)[];
  readonly mcpServers: readonly McpServer[];
  readonly handoffs: readonly (RealtimeAgent<TContext> | RealtimeHandoff<TContext>)[];
  readonly handoffDescription: string;
  readonly voice: string | undefined;
  readonly outputGuardrails: readonly OutputGuardrail<TContext>[];
  readonly hooks: AgentHooks<TContext>;

  /** Throws `invalid_input` naming the field that is wrong. */
  constructor(options: RealtimeAgentOptions<TContext>) {
    checkAgentOptions(options);
    this.#options = options;
    this.name = options.name;
    this.instructions = options.instructions ?? '';
    this.prompt = options.prompt;
    this.tools = options.tools ?? [];
    this.mcpServers = options.mcpServers ?? [];
    this.handoffs = options.handoffs ?? [];
    this.handoffDescription = options.handoffDescription ?? '';
    this.voice = options.voice;
    this.outputGuardrails = options.outputGuardrails ?? [];
    this.hooks = options.hooks ?? {};
  }

  /** The instructions for this run. Rejects with what the function threw. */
  async resolveInstructions(context: TContext): Promise<string> {
    return typeof this.instructions === 'function' ? this.instructions(context, this) : this.instructions;
  }

  /** The prompt for this run, undefined without one. Rejects with what the function threw. */
  async resolvePrompt(context: TContext): Promise<AgentPrompt | undefined> {
    return typeof this.prompt === 'function' ? this.prompt(context, this) : this.prompt;
  }

  /** A new agent with some fields replaced. */
  clone(overrides: Partial<RealtimeAgentOptions<TContext>>): RealtimeAgent<TContext> {
    return new RealtimeAgent({ ...this.#options, ...overrides });
  }
}
