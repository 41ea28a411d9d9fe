import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { isBackgroundResult } from './background-result.ts';
import { toOutputText } from './output-text.ts';
import type { RealtimeTool, ToolContext } from './tool.ts';
import type { ToolOutcome } from './tool-outcome.ts';

export type ToolResult = {
  readonly output: string;
  readonly outcome: ToolOutcome;
  /** Whether the model is asked to speak about it. */
  readonly respond: boolean;
};

export type ToolExecution<TContext> = {
  readonly tool: RealtimeTool<TContext>;
  readonly args: unknown;
  /** Its signal fires when the result is not wanted any more; the reason becomes the output. */
  readonly scope: ToolContext<TContext>;
  readonly clock: Clock;
};

/** Runs a tool. Always resolves: with what it returned, threw, or with why it was given up. */
export async function runTool<TContext>(execution: ToolExecution<TContext>): Promise<ToolResult> {
  const { tool, args } = execution;
  const ended = await withinLimit(execution, async (scope) => toResult(await tool.execute(args, scope)));
  return ended.ok ? ended.value : ended.failure;
}

export type Limited<T> =
  | { readonly ok: true; readonly value: T }
  /** What the model is told. */
  | { readonly ok: false; readonly failure: ToolResult };

/** Does a part of a tool's work within the tool's time-out, until it is given up. Always resolves. */
export async function withinLimit<TContext, T>(
  { tool, scope, clock }: Omit<ToolExecution<TContext>, 'args'>,
  work: (scope: ToolContext<TContext>) => Promise<T>,
): Promise<Limited<T>> {
  const limit = new AbortController();
  const { timeoutMs } = tool;
  const cancelTimer =
    timeoutMs === undefined
      ? () => {}
      : clock.after(timeoutMs, () =>
          limit.abort(new HarkError('timeout', `Tool ${tool.name} timed out after ${timeoutMs} ms.`)),
        );
  const signal = AbortSignal.any([scope.signal, limit.signal]);
  try {
    return { ok: true, value: await Promise.race([work({ ...scope, signal }), aborted(signal)]) };
  } catch (error) {
    const outcome = outcomeOf(error, signal);
    return { ok: false, failure: { output: errorText(tool, error), outcome, respond: true } };
  } finally {
    cancelTimer();
  }
}

function toResult(result: unknown): ToolResult {
  if (isBackgroundResult(result)) {
    return { output: toOutputText(result.content), outcome: 'success', respond: false };
  }
  return { output: toOutputText(result), outcome: 'success', respond: true };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function outcomeOf(error: unknown, signal: AbortSignal): ToolOutcome {
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
