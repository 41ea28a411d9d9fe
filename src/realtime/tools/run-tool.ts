import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { withinLimit } from '../time-limit.ts';
import { isBackgroundResult } from './background-result.ts';
import { toOutputText } from './output-text.ts';
import type { RealtimeTool, ToolContext } from './tool.ts';
import { guardrailInput, runToolGuardrails } from './tool-guardrail.ts';
import { refused, type ToolOutcome, type ToolResult } from './tool-outcome.ts';

export type ToolExecution<TContext> = {
  readonly tool: RealtimeTool<TContext>;
  readonly args: unknown;
  /** Its signal fires when the result is not wanted any more; the reason becomes the output. */
  readonly scope: ToolContext<TContext>;
  readonly clock: Clock;
};

/** Runs a tool and checks what it returned. Always resolves: with that, what it threw, or why it was given up. */
export async function runTool<TContext>(execution: ToolExecution<TContext>): Promise<ToolResult> {
  const { tool, args } = execution;
  const ended = await attempt(execution, async (scope) => {
    const result = toResult(await tool.execute(args, scope));
    const input = { ...guardrailInput(tool, args, scope), output: result.output };
    return (await runToolGuardrails(tool.outputGuardrails, input)) ?? result;
  });
  return ended.ok ? ended.value : ended.failure;
}

/** Decides about a call before it runs. Always resolves: `run`, `ask` a person first, or why it does not run. */
export async function checkCall<TContext>(
  execution: ToolExecution<TContext>,
  /** A person has decided about all calls of this tool. */
  isDecided: boolean,
): Promise<'run' | 'ask' | ToolResult> {
  const { tool, args } = execution;
  const ended = await attempt(execution, async (scope) => {
    if (!(await tool.isEnabled(scope))) return disabledTool(tool.name);
    const refusal = await runToolGuardrails(tool.inputGuardrails, guardrailInput(tool, args, scope));
    if (refusal !== undefined) return refusal;
    return !isDecided && (await needsApproval(tool, args, scope)) ? 'ask' : 'run';
  });
  return ended.ok ? ended.value : ended.failure;
}

/** What the model reads about a tool that exists and is switched off. */
export function disabledTool(name: string): ToolResult {
  const output = `The tool ${name} is not available now. Tell the user that this is not possible.`;
  return refused('disabled_tool', output);
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

type Limited<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: ToolResult };

/** Does a part of a tool's work within the tool's time-out, until it is given up. Always resolves. */
async function attempt<TContext, T>(
  { tool, scope, clock }: ToolExecution<TContext>,
  work: (scope: ToolContext<TContext>) => Promise<T>,
): Promise<Limited<T>> {
  const { name, timeoutMs: limitMs } = tool;
  const tooLate = `Tool ${name} timed out after ${limitMs} ms.`;
  let { signal } = scope;
  const run = (limited: AbortSignal): Promise<T> => {
    signal = limited;
    return work({ ...scope, signal });
  };
  try {
    return { ok: true, value: await withinLimit(run, { clock, limitMs, tooLate, signal }) };
  } catch (error) {
    return { ok: false, failure: failureOf(tool, error, signal) };
  }
}

function toResult(result: unknown): ToolResult {
  if (isBackgroundResult(result)) {
    return { output: toOutputText(result.content), outcome: 'success', respond: false };
  }
  return { output: toOutputText(result), outcome: 'success', respond: true };
}

function failureOf<TContext>(tool: RealtimeTool<TContext>, error: unknown, signal: AbortSignal): ToolResult {
  const outcome = outcomeOf(error, signal);
  const failure = refused(outcome, errorText(tool, error));
  const isTold = outcome === 'timeout' && tool.timeoutBehavior === 'raise_exception';
  return isTold && error instanceof HarkError ? { ...failure, error } : failure;
}

function outcomeOf(error: unknown, signal: AbortSignal): Exclude<ToolOutcome, 'success'> {
  if (!signal.aborted || error !== signal.reason) return 'error';
  return error instanceof HarkError && error.reason === 'timeout' ? 'timeout' : 'cancelled';
}

/** The tool's own wording, unless that fails as well. */
function errorText<TContext>(tool: RealtimeTool<TContext>, error: unknown): string {
  try {
    return toOutputText(tool.errorText(error));
  } catch {
    return `Tool ${tool.name} failed.`;
  }
}
