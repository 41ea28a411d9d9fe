import { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a tool is given besides its arguments. */
export type ToolContext<TContext = unknown> = {
  readonly context: TContext;
  readonly agent: RealtimeAgent<TContext>;
  readonly callId: string;
  /** Fires on time-out, on close, and on an interruption when the tool set `cancelOnInterrupt`. */
  readonly signal: AbortSignal;
  /** Tells listeners how far the work is; becomes a `tool_progress` event. */
  progress(update: unknown): void;
};

/** A tool of an agent in its normalised form; made by `tool()`. */
export type RealtimeTool<TContext = unknown> = {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments as it goes on the wire: without `$schema` and `strict`. */
  readonly parameters: JsonSchema;
  readonly timeoutMs: number | undefined;
  readonly cancelOnInterrupt: boolean;
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
  readonly needsApproval?:
    | boolean
    | ((args: ToolArguments<TSchema>, context: ToolContext<TContext>) => boolean | Promise<boolean>);
  readonly isEnabled?: boolean | ((scope: ToolScope<TContext>) => boolean | Promise<boolean>);
  /** Milliseconds after which the call is answered with an error; the tool's signal fires. None by default. */
  readonly timeoutMs?: number;
  /** Whether an interruption of the answer also aborts the tool; off by default: work that was asked for is finished. */
  readonly cancelOnInterrupt?: boolean;
  /** Turns what the tool threw into the text the model sees; by default a sentence without details. */
  readonly errorFunction?: (error: unknown) => string;
};

export type ToolArguments<TSchema> = TSchema extends z.ZodType ? z.output<TSchema> : Record<string, unknown>;

const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** Declares a function the model may call. Throws `invalid_input` for a bad name or a schema JSON cannot express. */
export function tool<TSchema extends z.ZodType | JsonSchema, TContext = unknown>(
  options: ToolOptions<TSchema, TContext>,
): RealtimeTool<TContext> {
  const { name, needsApproval = false, isEnabled = true } = options;
  if (!NAME.test(name)) {
    throw new HarkError('invalid_input', `Tool name "${name}" must be 1 to 64 letters, digits, "_" or "-".`, {
      field: 'name',
    });
  }
  if (options.timeoutMs !== undefined && !(options.timeoutMs > 0)) {
    throw new HarkError('invalid_input', `Tool ${name}: timeoutMs must be above 0.`, { field: 'timeoutMs' });
  }
  const validator = options.parameters instanceof z.ZodType ? options.parameters : undefined;
  return {
    name,
    description: options.description,
    parameters: validator ? jsonSchemaOf(name, validator) : withoutMeta(options.parameters as JsonSchema),
    timeoutMs: options.timeoutMs,
    cancelOnInterrupt: options.cancelOnInterrupt ?? false,
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

/** Validates a call's JSON text. Throws `invalid_input`, worded for the model, which may try again. */
export function parseArguments(name: string, json: string, validator: z.ZodType | undefined): unknown {
  const value = readJson(json);
  if (value === undefined) {
    throw new HarkError('invalid_input', `The arguments of ${name} are not valid JSON.`);
  }
  if (validator === undefined) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw new HarkError('invalid_input', `The arguments of ${name} must be a JSON object.`);
  }
  const parsed = validator.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`,
  );
  throw new HarkError('invalid_input', `The arguments of ${name} are wrong: ${problems.join('; ')}.`);
}

function readJson(json: string): unknown {
  // A tool without parameters is often called with an empty string.
  if (json.trim() === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** zod as JSON Schema for the wire. Throws `invalid_input` naming what JSON cannot express. */
export function jsonSchemaOf(name: string, schema: z.ZodType): JsonSchema {
  const inexpressible: string[] = [];
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, path }) => {
      if (INEXPRESSIBLE.has(zodSchema._zod.def.type)) {
        inexpressible.push(
          `${path.filter((step) => step !== 'properties').join('.')} (${zodSchema._zod.def.type})`,
        );
      }
    },
  });
  if (inexpressible.length === 0) return withoutMeta(json);
  throw new HarkError(
    'invalid_input',
    `The parameters of ${name} cannot be expressed as JSON Schema: ${inexpressible.join(', ')}.`,
    { field: 'parameters' },
  );
}

const INEXPRESSIBLE: ReadonlySet<string> = new Set([
  'date',
  'bigint',
  'map',
  'set',
  'symbol',
  'function',
  'file',
]);

function withoutMeta(schema: JsonSchema): JsonSchema {
  const { $schema: _, strict: __, '~standard': ___, ...rest } = schema;
  return rest;
}

function defaultErrorText(error: unknown): string {
  if (error instanceof HarkError && (error.reason === 'timeout' || error.reason === 'invalid_input')) {
    return error.message;
  }
  return 'An error occurred while running the tool. Please try again.';
}
