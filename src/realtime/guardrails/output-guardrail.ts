import type { RealtimeAgent } from '../agent/agent.ts';

export type GuardrailVerdict = {
  readonly tripped: boolean;
  /** Whatever the guardrail wants its listeners to know. */
  readonly info?: unknown;
};

export type GuardrailInput<TContext> = {
  readonly agent: RealtimeAgent<TContext>;
  /** What the assistant has said so far in this answer. */
  readonly text: string;
  readonly context: TContext;
};

/** A check of what the assistant says. */
export type OutputGuardrail<TContext = unknown> = {
  readonly name: string;
  /** One sentence for the model about what to avoid; the name by default. */
  readonly policyHint: string;
  check(input: GuardrailInput<TContext>): GuardrailVerdict | Promise<GuardrailVerdict>;
};

export type OutputGuardrailOptions<TContext> = {
  readonly name: string;
  readonly policyHint?: string;
  check(input: GuardrailInput<TContext>): GuardrailVerdict | Promise<GuardrailVerdict>;
};

/** Declares an output guardrail. */
export function outputGuardrail<TContext = unknown>(
  options: OutputGuardrailOptions<TContext>,
): OutputGuardrail<TContext> {
  return {
    name: options.name,
    policyHint: options.policyHint ?? options.name,
    check: (input) => options.check(input),
  };
}
