import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent.ts';
import type { RealtimeHandoff } from '../handoff.ts';
import type { SessionEventWithoutContext } from '../session-events.ts';
import type { Approvals } from './approvals.ts';
import { CallLedger, type ToolCall } from './call-ledger.ts';
import { runTool, type ToolResult, withinLimit } from './run-tool.ts';
import type { RealtimeTool, ToolContext } from './tool.ts';
import { ToolBarrier } from './tool-barrier.ts';
import type { ToolOutcome } from './tool-outcome.ts';
import type { Toolset } from './toolset.ts';

export type ToolRunnerOptions<TContext> = {
  readonly clock: Clock;
  readonly context: TContext;
  readonly approvals: Approvals;
  readonly approvalTimeoutMs: number;
  readonly barrierTimeoutMs: number;
  /** The tools the model saw when this response began. */
  readonly toolsetOf: (responseId: string) => Toolset<TContext>;
  /** Puts an output into the conversation and answers the id of its item. */
  readonly sendOutput: (callId: string, output: string) => string;
  /** Asks for one answer to these outputs. */
  readonly requestResponse: (outputItemIds: readonly string[]) => void;
  /** Hands the conversation over. Always resolves. */
  readonly handOver: (call: ToolCall, handoff: RealtimeHandoff<TContext>) => Promise<ToolResult>;
  /** A call has its output, and what its response asks for was asked for. */
  readonly onAnswered: () => void;
  readonly emit: (event: SessionEventWithoutContext<TContext>) => void;
  readonly onError: (error: HarkError) => void;
};

/** Whose call an event is about. */
type Subject<TContext> = {
  readonly responseId: string;
  readonly agent: RealtimeAgent<TContext>;
  readonly toolName: string;
  readonly callId: string;
  readonly arguments: unknown;
};

type Running = { readonly abort: AbortController; readonly cancelOnInterrupt: boolean };

/** Answers every call of the model exactly once, and asks for one response when all calls of a response are answered. */
export class ToolRunner<TContext> {
  readonly #options: ToolRunnerOptions<TContext>;
  readonly #ledger = new CallLedger();
  readonly #barrier: ToolBarrier;
  readonly #running = new Map<string, Running>();

  constructor(options: ToolRunnerOptions<TContext>) {
    this.#options = options;
    this.#barrier = new ToolBarrier(options.clock, options.barrierTimeoutMs, options.requestResponse);
  }

  get isBusy(): boolean {
    return this.#barrier.isBusy;
  }

  handleCall(call: ToolCall): void {
    const entry = this.#ledger.enter(call);
    if (entry === 'changed') {
      const message = `The model repeated call ${call.callId} of ${call.name} with other arguments; it was not run again.`;
      this.#options.onError(new HarkError('model', message));
    }
    if (entry !== 'new') return;
    const toolset = this.#options.toolsetOf(call.responseId);
    this.#barrier.open(call.responseId, call.callId);
    void this.#answer(call, toolset);
  }

  handleResponseDone(responseId: string): void {
    this.#barrier.handleResponseDone(responseId);
  }

  /** Gives up the tools that asked to be given up when the person interrupts. */
  handleInterruption(): void {
    for (const running of this.#running.values()) {
      if (running.cancelOnInterrupt) running.abort.abort(new HarkError('closed', 'The person interrupted.'));
    }
  }

  close(): void {
    this.#barrier.close();
    for (const running of this.#running.values()) {
      running.abort.abort(new HarkError('closed', 'The session closed.'));
    }
  }

  async #answer(call: ToolCall, toolset: Toolset<TContext>): Promise<void> {
    const handoff = toolset.handoffs.get(call.name);
    const result = await (handoff === undefined
      ? this.#callTool(call, toolset)
      : this.#options.handOver(call, handoff));
    const outputItemId = this.#options.sendOutput(call.callId, result.output);
    this.#barrier.settle(call.responseId, call.callId, result.respond ? outputItemId : undefined);
    this.#options.onAnswered();
  }

  async #callTool(call: ToolCall, { agent, tools }: Toolset<TContext>): Promise<ToolResult> {
    const { responseId, callId, name: toolName } = call;
    const subject = { responseId, agent, toolName, callId };
    const tool = tools.get(call.name);
    if (tool === undefined) {
      return this.#refuse({ ...subject, arguments: call.arguments }, 'unknown_tool', unknownTool(call.name));
    }
    const parsed = parse(tool, call.arguments);
    if (!parsed.ok) {
      return this.#refuse({ ...subject, arguments: call.arguments }, 'invalid_arguments', parsed.message);
    }
    return this.#runApproved({ ...subject, arguments: parsed.args }, tool);
  }

  async #runApproved(subject: Subject<TContext>, tool: RealtimeTool<TContext>): Promise<ToolResult> {
    const { clock, context, approvals, approvalTimeoutMs } = this.#options;
    const abort = new AbortController();
    const scope: ToolContext<TContext> = {
      context,
      agent: subject.agent,
      callId: subject.callId,
      signal: abort.signal,
      progress: (update) => this.#options.emit({ type: 'tool_progress', ...subject, update }),
    };
    this.#running.set(subject.callId, { abort, cancelOnInterrupt: tool.cancelOnInterrupt });
    try {
      const check = await withinLimit({ tool, scope, clock }, (limited) =>
        needsApproval(tool, subject.arguments, limited),
      );
      if (!check.ok) return this.#refuse(subject, check.failure.outcome, check.failure.output);
      if (check.value) {
        const decision = approvals.request(subject);
        this.#options.emit({ type: 'tool_approval_required', ...subject, timeoutMs: approvalTimeoutMs });
        const decided = await decision;
        if (!decided.approved) return this.#refuse(subject, 'denied', decided.message);
      }
      this.#options.emit({ type: 'tool_start', ...subject });
      const result = await runTool({ tool, args: subject.arguments, scope, clock });
      return this.#end(subject, result);
    } finally {
      this.#running.delete(subject.callId);
    }
  }

  /** The model is told why, and speaks about it: silence would leave the person waiting. */
  #refuse(subject: Subject<TContext>, outcome: ToolOutcome, output: string): ToolResult {
    this.#options.emit({ type: 'tool_start', ...subject });
    return this.#end(subject, { output, outcome, respond: true });
  }

  #end(subject: Subject<TContext>, result: ToolResult): ToolResult {
    const { output, outcome } = result;
    this.#options.emit({ type: 'tool_end', ...subject, output, outcome });
    return result;
  }
}

type Parsed =
  | { readonly ok: true; readonly args: unknown }
  | { readonly ok: false; readonly message: string };

function parse<TContext>(tool: RealtimeTool<TContext>, json: string): Parsed {
  try {
    return { ok: true, args: tool.parseArguments(json) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** A check that fails is a reason to ask. */
async function needsApproval<TContext>(
  tool: RealtimeTool<TContext>,
  args: unknown,
  scope: ToolContext<TContext>,
): Promise<boolean> {
  try {
    return await tool.needsApproval(args, scope);
  } catch {
    return true;
  }
}

function unknownTool(name: string): string {
  return `There is no tool named ${name}. Tell the user that this is not possible.`;
}
