import type { Clock } from '#shared/base/clock.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import { keepNewest } from '#shared/base/keep-newest.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import { withinLimit } from '../time-limit.ts';
import type { ToolCall } from '../tools/call-ledger.ts';
import { toOutputText } from '../tools/output-text.ts';
import { refused, type ToolResult } from '../tools/tool-outcome.ts';
import type { RealtimeHandoff } from './handoff.ts';

export type HandoffRunnerOptions<TContext> = {
  readonly clock: Clock;
  /** Fires when nobody expects a handoff any more. */
  readonly closing: AbortSignal;
  readonly context: TContext;
  /** Gives the server the agent's instructions and tools and makes it the speaker. Rejects when the server refuses. */
  readonly switchTo: (agent: RealtimeAgent<TContext>) => Promise<void>;
};

/** Responses remembered; a second handoff comes within the same response or not at all. */
const MAX_RESPONSES = 32;
/** How long the code of a handoff may take before the switch begins, ms. */
const PREPARE_LIMIT_MS = 60_000;

/** Carries out the handoffs the model asks for, at most one for each response. */
export class HandoffRunner<TContext> {
  readonly #options: HandoffRunnerOptions<TContext>;
  /** Who took over in which response, known when its handoffs so far are settled; undefined when all of them failed. */
  readonly #taken = new Map<string, Promise<string | undefined>>();

  constructor(options: HandoffRunnerOptions<TContext>) {
    this.#options = options;
  }

  /** Always resolves; what went wrong is told to the model. One at a time in each response: the next waits how it ends. */
  async handOver(call: ToolCall, handoff: RealtimeHandoff<TContext>): Promise<ToolResult> {
    const before = this.#taken.get(call.responseId);
    const result = this.#handOverUnless(before, call, handoff);
    this.#remember(
      call.responseId,
      result.then(({ outcome }) => (outcome === 'success' ? handoff.agent.name : before)),
    );
    return result;
  }

  async #handOverUnless(
    before: Promise<string | undefined> | undefined,
    call: ToolCall,
    handoff: RealtimeHandoff<TContext>,
  ): Promise<ToolResult> {
    const taken = await before;
    if (taken !== undefined) {
      const output = `The conversation was already handed over to ${taken}; this handoff was not carried out.`;
      return refused('error', output);
    }
    try {
      await this.#prepareInTime(call, handoff);
      await this.#options.switchTo(handoff.agent);
    } catch (error) {
      return refused('error', `The handoff to ${handoff.agent.name} failed: ${toErrorData(error).message}`);
    }
    return { output: toOutputText({ assistant: handoff.agent.name }), outcome: 'success', respond: true };
  }

  async #prepare(call: ToolCall, handoff: RealtimeHandoff<TContext>): Promise<void> {
    const { context } = this.#options;
    const input = handoff.parseInput(call.arguments);
    if (!(await handoff.isEnabled(context))) {
      throw new HarkError('unavailable', `${handoff.toolName} is switched off now.`);
    }
    await handoff.onHandoff(context, input);
  }

  /** Code that never ends must not leave the call without an output, nor switch when nobody expects it any more. */
  #prepareInTime(call: ToolCall, handoff: RealtimeHandoff<TContext>): Promise<void> {
    const { clock, closing: signal } = this.#options;
    const tooLate = `${handoff.toolName} took longer than ${PREPARE_LIMIT_MS / 1000} s.`;
    const limit = { clock, limitMs: PREPARE_LIMIT_MS, tooLate, signal };
    return withinLimit(() => this.#prepare(call, handoff), limit);
  }

  #remember(responseId: string, taken: Promise<string | undefined>): void {
    this.#taken.set(responseId, taken);
    keepNewest(this.#taken, MAX_RESPONSES);
  }
}
