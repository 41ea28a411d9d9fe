import { toErrorData } from '#shared/base/errors.ts';
import type { RealtimeAgent } from './agent.ts';
import type { RealtimeHandoff } from './handoff.ts';
import type { ToolCall } from './tools/call-ledger.ts';
import { toOutputText } from './tools/output-text.ts';
import { refused, type ToolResult } from './tools/tool-outcome.ts';

export type HandoffsOptions<TContext> = {
  readonly context: TContext;
  /** Gives the server the agent's instructions and tools and makes it the speaker. Rejects when the server refuses. */
  readonly switchTo: (agent: RealtimeAgent<TContext>) => Promise<void>;
};

/** Responses remembered; a second handoff comes within the same response or not at all. */
const MAX_RESPONSES = 32;

/** Carries out the handoffs the model asks for, at most one for each response. */
export class Handoffs<TContext> {
  readonly #options: HandoffsOptions<TContext>;
  /** Who took over in which response. */
  readonly #taken = new Map<string, string>();

  constructor(options: HandoffsOptions<TContext>) {
    this.#options = options;
  }

  /** Always resolves; what went wrong is told to the model. */
  async handOver(call: ToolCall, handoff: RealtimeHandoff<TContext>): Promise<ToolResult> {
    const taken = this.#taken.get(call.responseId);
    if (taken !== undefined) {
      return refused(
        'error',
        `The conversation was already handed over to ${taken}; this handoff was not carried out.`,
      );
    }
    this.#remember(call.responseId, handoff.agent.name);
    try {
      const input = handoff.parseInput(call.arguments);
      await handoff.onHandoff(this.#options.context, input);
      await this.#options.switchTo(handoff.agent);
    } catch (error) {
      this.#taken.delete(call.responseId);
      return refused('error', `The handoff to ${handoff.agent.name} failed: ${toErrorData(error).message}`);
    }
    return { output: toOutputText({ assistant: handoff.agent.name }), outcome: 'success', respond: true };
  }

  #remember(responseId: string, agentName: string): void {
    this.#taken.set(responseId, agentName);
    const [oldest] = this.#taken.keys();
    if (this.#taken.size > MAX_RESPONSES && oldest !== undefined) this.#taken.delete(oldest);
  }
}
