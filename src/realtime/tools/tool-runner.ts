import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import type { RealtimeHandoff } from '../handoffs/handoff.ts';
import type { SessionEventBody } from '../session/session-events.ts';
import type { ApprovalDecision, Approvals } from './approvals.ts';
import { CallLedger, type ToolCall } from './call-ledger.ts';
import { checkCall, disabledTool, runTool } from './run-tool.ts';
import type { RealtimeTool, ToolContext, ToolRespond } from './tool.ts';
import { ToolBarrier } from './tool-barrier.ts';
import { refused, type ToolResult } from './tool-outcome.ts';
import type { Toolset } from './toolset.ts';

export type ToolRunnerOptions<TContext> = {
  readonly clock: Clock;
  readonly context: TContext;
  readonly approvals: Approvals;
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
  readonly emit: (event: SessionEventBody<TContext>) => void;
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
  /** Calls without their output. */
  readonly #open = new Set<string>();
  readonly #running = new Map<string, Running>();

  constructor(options: ToolRunnerOptions<TContext>) {
    this.#options = options;
    this.#barrier = new ToolBarrier(options.clock, options.barrierTimeoutMs, options.requestResponse);
  }

  /** Whether an output is still to come that will be spoken about with the others of its response. */
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
    const respond = toolset.tools.get(call.name)?.respond ?? 'auto';
    this.#open.add(call.callId);
    if (respond === 'auto') this.#barrier.open(call.responseId, call.callId);
    void this.#answer(call, toolset, respond);
  }

  /** Whether a call is being worked on. */
  isRunning(callId: string): boolean {
    return this.#open.has(callId);
  }

  /** The connection is gone; tools go on, and their answers go to the next one. */
  handleLost(): void {
    this.#barrier.handleLost();
  }

  handleResponseDone(responseId: string): void {
    this.#barrier.handleResponseDone(responseId);
  }

  /** The server has run a call by itself; it is answered together with the others of the response that runs. */
  handleServerCall(itemId: string, activeResponseId: string | undefined): void {
    if (activeResponseId === undefined) {
      this.#options.requestResponse([itemId]);
    } else {
      this.#barrier.open(activeResponseId, itemId);
      this.#barrier.settle(activeResponseId, itemId, itemId);
    }
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

  async #answer(call: ToolCall, toolset: Toolset<TContext>, respond: ToolRespond): Promise<void> {
    const handoff = toolset.handoffs.get(call.name);
    const result = await (handoff === undefined
      ? this.#callTool(call, toolset)
      : this.#options.handOver(call, handoff));
    const outputItemId = this.#options.sendOutput(call.callId, result.output);
    this.#open.delete(call.callId);
    if (respond === 'auto') {
      this.#barrier.settle(call.responseId, call.callId, result.respond ? outputItemId : undefined);
    } else if (respond === 'whenIdle' && result.respond) {
      this.#options.requestResponse([outputItemId]);
    }
    this.#options.onAnswered();
  }

  async #callTool(call: ToolCall, { agent, tools, disabled }: Toolset<TContext>): Promise<ToolResult> {
    const { responseId, callId, name: toolName } = call;
    const subject = { responseId, agent, toolName, callId, arguments: call.arguments };
    const tool = tools.get(call.name);
    if (tool === undefined) {
      return this.#refuse(
        subject,
        disabled.has(call.name) ? disabledTool(call.name) : unknownTool(call.name),
      );
    }
    let args: unknown;
    let shown: unknown;
    try {
      args = tool.parseArguments(call.arguments);
      // Listeners have a copy of their own: what runs is what the model wrote and a person was shown.
      shown = tool.parseArguments(call.arguments);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return this.#refuse(subject, refused('invalid_arguments', message));
    }
    return this.#runChecked({ ...subject, arguments: shown }, tool, args);
  }

  async #runChecked(
    subject: Subject<TContext>,
    tool: RealtimeTool<TContext>,
    args: unknown,
  ): Promise<ToolResult> {
    const { clock, context, emit } = this.#options;
    const abort = new AbortController();
    this.#running.set(subject.callId, { abort, cancelOnInterrupt: tool.cancelOnInterrupt });
    const scope: ToolContext<TContext> = {
      context,
      agent: subject.agent,
      callId: subject.callId,
      signal: abort.signal,
      progress: (update) => {
        if (this.#running.has(subject.callId)) emit({ type: 'tool_progress', ...subject, update });
      },
    };
    const execution = { tool, args, scope, clock };
    try {
      const refusal = await this.#check(subject, execution);
      if (refusal !== undefined) return this.#refuse(subject, refusal);
      emit({ type: 'tool_start', ...subject });
      return this.#end(subject, await runTool(execution));
    } finally {
      this.#running.delete(subject.callId);
    }
  }

  /** Undefined when the call may run. */
  async #check(
    subject: Subject<TContext>,
    execution: Parameters<typeof runTool<TContext>>[0],
  ): Promise<ToolResult | undefined> {
    const { approvals } = this.#options;
    const about = { agentName: subject.agent.name, toolName: subject.toolName };
    const isDecided = approvals.standing(about) !== undefined;
    const checked = await checkCall(execution, isDecided);
    if (typeof checked === 'object') return checked;
    // A person may have decided about all calls while this one was checked.
    const standing = approvals.standing(about);
    const decision = standing ?? (checked === 'ask' ? await this.#ask(subject, execution.tool) : APPROVED);
    return decision.approved ? undefined : refused('denied', decision.message);
  }

  #ask(subject: Subject<TContext>, { risk }: RealtimeTool<TContext>): Promise<ApprovalDecision> {
    const { approvals, emit } = this.#options;
    const { agent, toolName, callId } = subject;
    const call = {
      agentName: agent.name,
      toolName,
      callId,
      arguments: subject.arguments,
      risk,
    };
    return approvals.request(call, () =>
      emit({ type: 'tool_approval_required', ...subject, risk, timeoutMs: approvals.timeoutMs }),
    );
  }

  /** A call that does not run begins and ends for the listeners all the same. */
  #refuse(subject: Subject<TContext>, result: ToolResult): ToolResult {
    this.#options.emit({ type: 'tool_start', ...subject });
    return this.#end(subject, result);
  }

  #end(subject: Subject<TContext>, result: ToolResult): ToolResult {
    const { output, outcome, error } = result;
    this.#running.delete(subject.callId);
    if (error !== undefined) this.#options.onError(error);
    this.#options.emit({ type: 'tool_end', ...subject, output, outcome });
    return result;
  }
}

const APPROVED: ApprovalDecision = { approved: true };

function unknownTool(name: string): ToolResult {
  return refused('unknown_tool', `There is no tool named ${name}. Tell the user that this is not possible.`);
}
