import { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import type { ToolInputGuardrail, ToolOutputGuardrail } from './tool-guardrail.ts';
import { type JsonSchema, jsonSchemaOf, parseArguments, withoutMeta } from './tool-parameters.ts';

/** What a tool is given besides its arguments. */
export type ToolContext<TContext = unknown> = {
  readonly context: TContext;
  readonly agent: RealtimeAgent<TContext>;
  readonly callId: string;
  /** Fires on time-out, on close, and on an interruption when the tool set `cancelOnInterrupt`. */
  readonly signal: AbortSignal;
  /** Tells listeners how far the work is; becomes a `tool_progress` event until the call has ended. */
  progress(update: unknown): void;
};

/**
 * When the model is asked to speak about an output. `auto`: once every such call of its response has its output. `whenIdle`:
 * for long work; it holds no other output back, and its answer waits until nobody speaks. `never`: not even about a failure.
 */
export type ToolRespond = 'auto' | 'whenIdle' | 'never';

/** How much harm a call can do; told to whoever approves it. */
export type ToolRisk = 'low' | 'medium' | 'high';

/** A tool of an agent in its normalised form; made by `tool()`. */
export type RealtimeTool<TContext = unknown> = {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments as it goes on the wire: without `$schema` and `strict`. */
  readonly parameters: JsonSchema;
  readonly timeoutMs: number;
  readonly timeoutBehavior: 'error_as_result' | 'raise_exception';
  readonly respond: ToolRespond;
  readonly risk: ToolRisk;
  readonly cancelOnInterrupt: boolean;
  readonly inputGuardrails: readonly ToolInputGuardrail<TContext>[];
  readonly outputGuardrails: readonly ToolOutputGuardrail<TContext>[];
  /** Validates the model's JSON text. Throws `invalid_input` with a text the model can act on. */
  parseArguments(json: string): unknown;
  execute(args: unknown, context: ToolContext<TContext>): unknown;
  needsApproval(args: unknown, context: ToolContext<TContext>): boolean | Promise<boolean>;
  isEnabled(scope: ToolScope<TContext>): boolean | Promise<boolean>;
  /** The output the model gets when the tool threw or timed out. */
  errorText(error: unknown): string;
};

export type ToolScope<TContext> = { readonly context: TContext; readonly agent: RealtimeAgent<TContext> };

export type ToolOptions<TSchema extends z.ZodType | JsonSchema, TContext> = {
  readonly name: string;
  readonly description: string;
  /** A zod object, or a JSON Schema for arguments that are checked only for being a JSON object. */
  readonly parameters: TSchema;
  execute(args: ToolArguments<TSchema>, context: ToolContext<TContext>): unknown;
  /** Whether a person has to say yes first; by default only for `risk: 'high'`. */
  readonly needsApproval?:
    | boolean
    | ((args: ToolArguments<TSchema>, context: ToolContext<TContext>) => boolean | Promise<boolean>);
  /** Asked when the tools are told to the model, and again at each call. */
  readonly isEnabled?: boolean | ((scope: ToolScope<TContext>) => boolean | Promise<boolean>);
  /** Milliseconds after which the call is answered with an error and the tool's signal fires; 60,000 by default. */
  readonly timeoutMs?: number;
  /** `raise_exception` makes a time-out also an `error` event; the call gets its output either way, which is the default. */
  readonly timeoutBehavior?: 'error_as_result' | 'raise_exception';
  /** `auto` by default. */
  readonly respond?: ToolRespond;
  /** `low` by default. */
  readonly risk?: ToolRisk;
  /** Whether an interruption of the answer also aborts the tool; off by default: work that was asked for is finished. */
  readonly cancelOnInterrupt?: boolean;
  /** Turns what the tool threw into the text the model sees; by default a sentence without details. */
  readonly errorFunction?: (error: unknown) => string;
  /** Run in order before a person is asked and the tool runs; the first that does not allow decides. */
  readonly inputGuardrails?: readonly ToolInputGuardrail<TContext>[];
  /** Run in order on the output; the first that does not allow decides. */
  readonly outputGuardrails?: readonly ToolOutputGuardrail<TContext>[];
};

export type ToolArguments<TSchema> = TSchema extends z.ZodType ? z.output<TSchema> : Record<string, unknown>;

/** How long a tool may take that names no limit of its own: the person waits for every call, ms. */
const DEFAULT_TIMEOUT_MS = 60_000;
/** The longest delay a timer can have, ms. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** Declares a function the model may call. Throws `invalid_input` for a bad name or a schema JSON cannot express. */
export function tool<TSchema extends z.ZodType | JsonSchema, TContext = unknown>(
  options: ToolOptions<TSchema, TContext>,
): RealtimeTool<TContext> {
  const { name, risk = 'low', needsApproval = risk === 'high', isEnabled = true } = options;
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  refuseWrong(name, timeoutMs);
  const validator = options.parameters instanceof z.ZodType ? options.parameters : undefined;
  return {
    name,
    description: options.description,
    parameters: validator ? jsonSchemaOf(name, validator) : withoutMeta(options.parameters as JsonSchema),
    timeoutMs,
    timeoutBehavior: options.timeoutBehavior ?? 'error_as_result',
    respond: options.respond ?? 'auto',
    risk,
    cancelOnInterrupt: options.cancelOnInterrupt ?? false,
    inputGuardrails: options.inputGuardrails ?? [],
    outputGuardrails: options.outputGuardrails ?? [],
    parseArguments: (json) => parseArguments(name, json, validator),
    execute: (args, context) => options.execute(args as ToolArguments<TSchema>, context),
    needsApproval: (args, context) =>
      typeof needsApproval === 'function'
        ? needsApproval(args as ToolArguments<TSchema>, context)
        : needsApproval,
    isEnabled: (scope) => (typeof isEnabled === 'function' ? isEnabled(scope) : isEnabled),
    errorText: options.errorFunction ?? defaultErrorText,
  };
}

function refuseWrong(name: string, timeoutMs: number): void {
  if (!NAME.test(name)) {
    throw new HarkError('invalid_input', `Tool name "${name}" must be 1 to 64 letters, digits, "_" or "-".`, {
      field: 'name',
    });
  }
  if (!(timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS)) {
    const message = `Tool ${name}: timeoutMs must be above 0 and at most ${MAX_TIMEOUT_MS} (24 days).`;
    throw new HarkError('invalid_input', message, { field: 'timeoutMs' });
  }
}

function defaultErrorText(error: unknown): string {
  if (error instanceof HarkError && (error.reason === 'timeout' || error.reason === 'invalid_input')) {
    return error.message;
  }
  return 'An error occurred while running the tool. Please try again.';
}
