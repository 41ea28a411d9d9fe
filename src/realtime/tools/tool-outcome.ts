import type { HarkError } from '#shared/base/errors.ts';

/** How a call ended. Each way puts exactly one output on the wire. */
export type ToolOutcome =
  | 'success'
  | 'error'
  | 'timeout'
  /** A person said no, or nobody decided in time. */
  | 'denied'
  /** A guardrail said no. */
  | 'rejected'
  | 'unknown_tool'
  | 'disabled_tool'
  | 'invalid_arguments'
  | 'cancelled';

/** What becomes of a call. */
export type ToolResult = {
  /** What the model reads. */
  readonly output: string;
  readonly outcome: ToolOutcome;
  /** Whether the model is asked to speak about it. */
  readonly respond: boolean;
  /** What the session's listeners are told besides. */
  readonly error?: HarkError;
};

/** A call that did not run. The model is told why and speaks about it: silence would leave the person waiting. */
export function refused(outcome: Exclude<ToolOutcome, 'success'>, output: string): ToolResult {
  return { outcome, output, respond: true };
}
