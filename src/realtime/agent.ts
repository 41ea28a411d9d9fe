import { HarkError } from '#shared/base/errors.ts';
import type { OutputGuardrail } from './guardrail.ts';
import type { RealtimeHandoff } from './handoff.ts';
import type { RealtimeTool } from './tools/tool.ts';

/**
 * The instructions of an agent, fixed or worked out from the run's context. The function is typed as a method, so that an
 * agent that needs no context fits into a session that has one.
 */
export type AgentInstructions<TContext> =
  | string
  | {
      resolve(context: TContext, agent: RealtimeAgent<TContext>): string | Promise<string>;
    }['resolve'];

/** Called at the named moments of an agent's life; what a hook throws becomes an `error` event. */
export type AgentHooks<TContext> = {
  onStart?(context: TContext, agent: RealtimeAgent<TContext>): unknown;
  onEnd?(context: TContext, agent: RealtimeAgent<TContext>, output: string): unknown;
  onHandoff?(context: TContext, from: RealtimeAgent<TContext>, to: RealtimeAgent<TContext>): unknown;
  onToolStart?(context: TContext, agent: RealtimeAgent<TContext>, toolName: string): unknown;
  onToolEnd?(context: TContext, agent: RealtimeAgent<TContext>, toolName: string, output: string): unknown;
};

export type RealtimeAgentOptions<TContext> = {
  readonly name: string;
  readonly instructions?: AgentInstructions<TContext>;
  readonly tools?: readonly RealtimeTool<TContext>[];
  readonly handoffs?: readonly (RealtimeAgent<TContext> | RealtimeHandoff<TContext>)[];
  /** What this agent is for, told to agents that can hand over to it. */
  readonly handoffDescription?: string;
  /** Honoured only until the assistant has spoken; a server refuses later changes. */
  readonly voice?: string;
  readonly outputGuardrails?: readonly OutputGuardrail<TContext>[];
  readonly hooks?: AgentHooks<TContext>;
};

/** Who the model is: instructions, tools, and whom it can hand over to. The model itself belongs to the session. */
export class RealtimeAgent<TContext = unknown> {
  readonly name: string;
  readonly instructions: AgentInstructions<TContext>;
  readonly tools: readonly RealtimeTool<TContext>[];
  readonly handoffs: readonly (RealtimeAgent<TContext> | RealtimeHandoff<TContext>)[];
  readonly handoffDescription: string;
  readonly voice: string | undefined;
  readonly outputGuardrails: readonly OutputGuardrail<TContext>[];
  readonly hooks: AgentHooks<TContext>;

  /** Throws `invalid_input` naming the field of a wrong type. */
  constructor(options: RealtimeAgentOptions<TContext>) {
    checkOptions(options);
    this.name = options.name;
    this.instructions = options.instructions ?? '';
    this.tools = options.tools ?? [];
    this.handoffs = options.handoffs ?? [];
    this.handoffDescription = options.handoffDescription ?? '';
    this.voice = options.voice;
    this.outputGuardrails = options.outputGuardrails ?? [];
    this.hooks = options.hooks ?? {};
  }

  /** The instructions for this run. Rejects with what the function threw. */
  async resolveInstructions(context: TContext): Promise<string> {
    return typeof this.instructions === 'function' ? this.instructions(context, this) : this.instructions;
  }

  /** A new agent with some fields replaced. */
  clone(overrides: Partial<RealtimeAgentOptions<TContext>>): RealtimeAgent<TContext> {
    return new RealtimeAgent({
      name: this.name,
      instructions: this.instructions,
      tools: this.tools,
      handoffs: this.handoffs,
      handoffDescription: this.handoffDescription,
      ...(this.voice === undefined ? {} : { voice: this.voice }),
      outputGuardrails: this.outputGuardrails,
      hooks: this.hooks,
      ...overrides,
    });
  }
}

type FieldCheck = readonly [field: string, wanted: string, fits: (value: unknown) => boolean];

const isString = (value: unknown): boolean => typeof value === 'string';
const FIELD_CHECKS: readonly FieldCheck[] = [
  ['name', 'a non-empty string', (value) => isString(value) && value !== ''],
  ['instructions', 'a string or a function', (value) => isString(value) || typeof value === 'function'],
  ['tools', 'an array', Array.isArray],
  ['handoffs', 'an array', Array.isArray],
  ['handoffDescription', 'a string', isString],
  ['voice', 'a string', isString],
  ['outputGuardrails', 'an array', Array.isArray],
  ['hooks', 'an object', (value) => typeof value === 'object' && value !== null],
];

/** Callers from plain JavaScript get the field's name instead of a failure deep inside a session. */
function checkOptions(options: object): void {
  const fields = new Map<string, unknown>(Object.entries(options));
  for (const [field, wanted, fits] of FIELD_CHECKS) {
    const value = fields.get(field);
    if (value === undefined && field !== 'name') continue;
    if (!fits(value)) {
      throw new HarkError('invalid_input', `RealtimeAgent ${field} must be ${wanted}.`, { field });
    }
  }
}
