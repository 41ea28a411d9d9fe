import type { z } from 'zod';
import type { Risk } from './policy.ts';

/** What a tool answers with: one natural sentence to say, and the same as data for the model. */
export type ToolResult = { readonly speech: string; readonly [field: string]: unknown };

/**
 * One call, worked out but not done yet. What is shown to the person, judged by the policy and finally run is this same
 * object, so nothing can change in between.
 */
export type ToolPlan = {
  /** Risk of these arguments, on top of the tool's own. */
  readonly risk?: Risk;
  /** Asked before a risky plan runs: a question that "yes" answers. */
  readonly question?: string;
  /** Exactly what would be done: the path, address or text. */
  readonly detail?: string;
  run(signal: AbortSignal): ToolResult | Promise<ToolResult>;
};

/** A tool of Hark. Throws HarkErrors whose messages are fit to be spoken. */
export type ToolSpec = {
  readonly name: string;
  /** The tool's purpose in plain words for the activity list, e.g. "Set a timer". */
  readonly label: string;
  /** Told to the model. */
  readonly description: string;
  readonly risk: Risk;
  /** Whether it changes something: such calls are journalled before they run. */
  readonly acts: boolean;
  readonly parameters: z.ZodObject;
  plan(args: unknown, signal: AbortSignal): ToolPlan | Promise<ToolPlan>;
};

type TypedSpec<Schema extends z.ZodObject> = Omit<ToolSpec, 'parameters' | 'plan'> & {
  readonly parameters: Schema;
  plan(args: z.output<Schema>, signal: AbortSignal): ToolPlan | Promise<ToolPlan>;
};

/** Gives `plan` the type of its arguments; the SDK has validated them with the same schema before. */
export function toolSpec<Schema extends z.ZodObject>(spec: TypedSpec<Schema>): ToolSpec {
  return { ...spec, plan: (args, signal) => spec.plan(args as z.output<Schema>, signal) };
}
