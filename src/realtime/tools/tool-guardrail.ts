import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeTool, ToolContext } from './tool.ts';
import { refused, type ToolResult } from './tool-outcome.ts';

export type ToolGuardrailVerdict =
  | { readonly action: 'allow' }
  /** `message` is what the model reads in place of the output. */
  | { readonly action: 'reject'; readonly message: string }
  /** The model reads a fixed sentence, and the session's listeners get an `error` with `message`. */
  | { readonly action: 'throw'; readonly message: string };

type Verdict = ToolGuardrailVerdict | Promise<ToolGuardrailVerdict>;

export type ToolGuardrailInput<TContext> = Pick<
  ToolContext<TContext>,
  'context' | 'agent' | 'callId' | 'signal'
> & { readonly toolName: string; readonly arguments: unknown };

/** A check of a call before it runs. One that throws stops the call, as `throw` does. */
export type ToolInputGuardrail<TContext = unknown> = {
  readonly name: string;
  check(input: ToolGuardrailInput<TContext>): Verdict;
};

/** A check of what a tool returned before the model reads it. One that throws holds the output back, as `throw` does. */
export type ToolOutputGuardrail<TContext = unknown> = {
  readonly name: string;
  /** `output` is the text the model would read. */
  check(input: ToolGuardrailInput<TContext> & { readonly output: string }): Verdict;
};

/** Runs guardrails in order. Answers the first refusal; never rejects. */
export async function runToolGuardrails<TContext, TInput extends ToolGuardrailInput<TContext>>(
  guardrails: readonly { readonly name: string; check(input: TInput): Verdict }[],
  input: TInput,
): Promise<ToolResult | undefined> {
  for (const guardrail of guardrails) {
    const verdict = await check(guardrail, input);
    if (verdict.action !== 'allow') return refusalOf(verdict, guardrail.name, input.toolName);
  }
  return undefined;
}

/** What a guardrail sees of a call. */
export function guardrailInput<TContext>(
  tool: RealtimeTool<TContext>,
  args: unknown,
  { context, agent, callId, signal }: ToolContext<TContext>,
): ToolGuardrailInput<TContext> {
  return { context, agent, callId, signal, toolName: tool.name, arguments: args };
}

async function check<TInput>(
  guardrail: { check(input: TInput): Verdict },
  input: TInput,
): Promise<ToolGuardrailVerdict> {
  try {
    return await guardrail.check(input);
  } catch (error) {
    return { action: 'throw', message: error instanceof Error ? error.message : String(error) };
  }
}

function refusalOf(
  verdict: Exclude<ToolGuardrailVerdict, { action: 'allow' }>,
  guardrail: string,
  toolName: string,
): ToolResult {
  if (verdict.action === 'reject') return refused('rejected', verdict.message);
  return {
    ...refused('rejected', `The call of ${toolName} was stopped by a safety check.`),
    error: new HarkError('denied', `Guardrail ${guardrail} stopped ${toolName}: ${verdict.message}`),
  };
}
