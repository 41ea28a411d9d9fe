import type { Clock } from '#shared/base/clock.ts';
import { keepNewest } from '#shared/base/keep-newest.ts';
import { toolsOfServers } from '../mcp/mcp-server.ts';
import type { ModelSettings } from '../model/model-inputs.ts';
import type { Callables, CheckedSettings } from '../settings/session-settings.ts';
import { withinLimit } from '../time-limit.ts';
import { resolveToolset, type Toolset } from '../tools/toolset.ts';
import type { RealtimeAgent } from './agent.ts';

type Handoff<TContext> = {
  readonly from: RealtimeAgent<TContext>;
  readonly to: RealtimeAgent<TContext>;
  readonly durationMs: number;
};

export type SpeakersOptions<TContext> = {
  readonly clock: Clock;
  /** Fires when no agent is to speak any more. */
  readonly closing: AbortSignal;
  readonly context: TContext;
  readonly startingAgent: RealtimeAgent<TContext>;
  /** Tells the server. Rejects when it refuses. */
  readonly configure: (settings: ModelSettings) => Promise<void>;
  readonly onSwitched: (handoff: Handoff<TContext>) => void;
  /** What the agent that speaks can call may be something else now. */
  readonly onToolsChanged: () => void;
};

/** Responses whose speaker is remembered; tools and guardrails of an older one are long settled. */
const MAX_RESPONSES = 32;

/** How long an agent's own code may take to say what it is and what it can call, MCP servers included, ms. */
const PREPARE_LIMIT_MS = 30_000;

/** Who speaks now, and who spoke in which response with which tools. */
export class Speakers<TContext> {
  readonly #options: SpeakersOptions<TContext>;
  readonly #responses = new Map<string, Toolset<TContext>>();
  #current: Toolset<TContext>;
  /** What agents fall back on that bring nothing of the kind themselves. */
  #base: CheckedSettings<TContext> = { settings: {}, callables: {} };
  /** What stands in for the present agent's own. */
  #instead: Callables<TContext> = {};

  constructor(options: SpeakersOptions<TContext>) {
    this.#options = options;
    this.#current = {
      agent: options.startingAgent,
      tools: new Map(),
      handoffs: new Map(),
      disabled: new Set(),
      servers: [],
      definitions: [],
    };
  }

  get toolset(): Toolset<TContext> {
    return this.#current;
  }

  get agent(): RealtimeAgent<TContext> {
    return this.#current.agent;
  }

  /** Works out the starting agent's part of the settings; `run` wins over the agent, the agent over `base`. */
  async start(base: CheckedSettings<TContext>, run: CheckedSettings<TContext>): Promise<ModelSettings> {
    this.#base = base;
    this.#instead = run.callables;
    const { toolset, settings } = await this.#inTime(this.agent, this.#prepare(this.agent, this.#instead));
    this.#current = toolset;
    const { instructions, ...rest } = settings;
    // Empty instructions would take the prompt's own away.
    return settings.prompt !== undefined && instructions === '' ? rest : settings;
  }

  /** Changes settings, and what the present agent can call; nothing of it is kept when the server refuses. */
  async update({ settings, callables }: CheckedSettings<TContext>): Promise<void> {
    if (callables.tools === undefined && callables.handoffs === undefined) {
      await this.#options.configure(settings);
      return;
    }
    const instead = { ...this.#instead, ...callables };
    const toolset = await this.#inTime(this.agent, this.#toolset(this.agent, instead));
    await this.#options.configure({ ...settings, tools: toolset.definitions });
    this.#instead = instead;
    this.#current = toolset;
    this.#options.onToolsChanged();
  }

  /** Makes an agent the speaker; the old one stays when anything fails. */
  async switchTo(agent: RealtimeAgent<TContext>): Promise<void> {
    const { clock, configure, onSwitched, onToolsChanged } = this.#options;
    const startedAt = clock.now();
    const { toolset, settings } = await this.#inTime(agent, this.#prepare(agent, {}));
    // What is left out stays in force on the server, the last agent's prompt as well.
    const cleared = this.#current.agent.prompt === undefined ? {} : { prompt: null };
    await configure({ ...cleared, ...settings });
    const from = this.#current.agent;
    this.#instead = {};
    this.#current = toolset;
    onSwitched({ from, to: agent, durationMs: clock.now() - startedAt });
    onToolsChanged();
  }

  /** The response belongs to whoever speaks now, whatever happens while it runs. */
  handleResponseStarted(responseId: string): void {
    this.#responses.set(responseId, this.#current);
    keepNewest(this.#responses, MAX_RESPONSES);
  }

  toolsetOf(responseId: string): Toolset<TContext> {
    return this.#responses.get(responseId) ?? this.#current;
  }

  #inTime<T>({ name }: RealtimeAgent<TContext>, work: Promise<T>): Promise<T> {
    const { clock, closing: signal } = this.#options;
    const tooLate = `Getting the agent ${name} ready took longer than ${PREPARE_LIMIT_MS / 1000} s.`;
    return withinLimit(() => work, { clock, limitMs: PREPARE_LIMIT_MS, tooLate, signal });
  }

  async #toolset(agent: RealtimeAgent<TContext>, instead: Callables<TContext>): Promise<Toolset<TContext>> {
    const { callables } = this.#base;
    const served = instead.tools === undefined ? await toolsOfServers(agent.mcpServers) : [];
    const tools = [...agent.tools, ...served];
    const own: Callables<TContext> = {
      ...(tools.length === 0 ? {} : { tools }),
      ...(agent.handoffs.length === 0 ? {} : { handoffs: agent.handoffs }),
    };
    return resolveToolset(agent, this.#options.context, { ...callables, ...own, ...instead });
  }

  async #prepare(
    agent: RealtimeAgent<TContext>,
    instead: Callables<TContext>,
  ): Promise<{ readonly toolset: Toolset<TContext>; readonly settings: ModelSettings }> {
    const { context } = this.#options;
    const toolset = await this.#toolset(agent, instead);
    const instructions =
      (await agent.resolveInstructions(context)) || (this.#base.settings.instructions ?? '');
    const prompt = await agent.resolvePrompt(context);
    const { voice } = agent;
    return {
      toolset,
      settings: {
        instructions,
        tools: toolset.definitions,
        ...(prompt === undefined ? {} : { prompt }),
        ...(voice === undefined ? {} : { voice }),
      },
    };
  }
}
