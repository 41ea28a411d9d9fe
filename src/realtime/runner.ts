import { createClock } from '#shared/base/clock.ts';
import { createIds } from '#shared/wire/ids.ts';
import { OpenAIRealtimeWebSocketModel } from './openai/websocket-model.ts';
import type { RealtimeRunnerOptions, RunOptions } from './runner-options.ts';
import { Session } from './session/session.ts';
import type { RealtimeSession } from './session/session-api.ts';
import { traceSession } from './tracing/trace-session.ts';

/** Starts sessions that share a starting agent and a configuration. */
export class RealtimeRunner<TContext = unknown> {
  readonly #options: RealtimeRunnerOptions<TContext>;

  constructor(options: RealtimeRunnerOptions<TContext>) {
    this.#options = options;
  }

  /** A session that is connected. Rejects with a HarkError whose reason says who has to act. */
  async run(options: RunOptions<TContext> = {}): Promise<RealtimeSession<TContext>> {
    const session = this.createSession(options);
    await session.connect();
    return session;
  }

  /** A session before its connection, for listeners that want to see it come up. */
  createSession(options: RunOptions<TContext> = {}): RealtimeSession<TContext> {
    const { clock = createClock(globalThis), model = () => new OpenAIRealtimeWebSocketModel({ clock }) } =
      this.#options;
    const config = this.#options.config ?? {};
    const session = new Session<TContext>({
      clock,
      ids: createIds(Math.random),
      random: Math.random,
      nextModel: typeof model === 'function' ? model : () => model,
      canOverlap: typeof model === 'function',
      context: options.context as TContext,
      startingAgent: this.#options.startingAgent,
      config,
      run: options,
    });
    if (config.spanExporter !== undefined && !config.tracingDisabled) {
      traceSession(session, { clock, exporter: config.spanExporter });
    }
    return session;
  }
}
