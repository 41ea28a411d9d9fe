import type { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';
import { RealtimeAgent } from '../agent/agent.ts';
import { type JsonSchema, jsonSchemaOf, parseArguments } from '../tools/tool-parameters.ts';

/** A way from one agent to another; the model sees it as a function. */
export type RealtimeHandoff<TContext = unknown> = {
  readonly agent: RealtimeAgent<TContext>;
  readonly toolName: string;
  readonly toolDescription: string;
  readonly parameters: JsonSchema;
  /** Validates the model's JSON text strictly. Throws `invalid_input`. */
  parseInput(json: string): unknown;
  onHandoff(context: TContext, input: unknown): unknown;
  isEnabled(context: TContext): boolean | Promise<boolean>;
};

export type HandoffOptions<TContext, TInput extends z.ZodType> = {
  /** Default `transfer_to_<agent name>`. */
  readonly toolName?: string;
  readonly toolDescription?: string;
  /** What the model must hand over; needs `onHandoff` to receive it. */
  readonly inputType?: TInput;
  onHandoff?(context: TContext, input: z.output<TInput>): unknown;
  readonly isEnabled?: boolean | ((context: TContext) => boolean | Promise<boolean>);
};

/** Declares a handoff with options; a bare agent in `handoffs` gets the defaults. */
export function realtimeHandoff<TContext = unknown, TInput extends z.ZodType = z.ZodType<unknown>>(
  agent: RealtimeAgent<TContext>,
  options: HandoffOptions<TContext, TInput> = {},
): RealtimeHandoff<TContext> {
  const toolName = options.toolName ?? `transfer_to_${agent.name.replace(/[^a-zA-Z0-9_]/g, '_')}`;
  const { inputType, isEnabled = true } = options;
  if (inputType !== undefined && options.onHandoff === undefined) {
    throw new HarkError('invalid_input', `Handoff ${toolName}: inputType needs onHandoff to receive it.`, {
      field: 'onHandoff',
    });
  }
  return {
    agent,
    toolName,
    toolDescription: options.toolDescription ?? describe(agent),
    parameters:
      inputType === undefined ? { type: 'object', properties: {} } : jsonSchemaOf(toolName, inputType),
    parseInput: (json) => parseArguments(toolName, json, inputType),
    onHandoff: (context, input) => options.onHandoff?.(context, input as z.output<TInput>),
    isEnabled: (context) => (typeof isEnabled === 'function' ? isEnabled(context) : isEnabled),
  };
}

/** What an agent lists under `handoffs`, in one form. */
export function toHandoff<TContext>(
  entry: RealtimeAgent<TContext> | RealtimeHandoff<TContext>,
): RealtimeHandoff<TContext> {
  return entry instanceof RealtimeAgent ? realtimeHandoff(entry) : entry;
}

function describe<TContext>(agent: RealtimeAgent<TContext>): string {
  const purpose = agent.handoffDescription === '' ? '' : ` ${agent.handoffDescription}`;
  return `Hand the conversation over to ${agent.name}.${purpose}`;
}
