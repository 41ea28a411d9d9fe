import type { Clock } from '#shared/base/clock.ts';
import type { AgentHooks, RealtimeAgent } from './agent/agent.ts';
import type { OutputGuardrail } from './guardrails/output-guardrail.ts';
import type { ApiKey, CodecName, RealtimeModel, ServerUrl } from './model/model.ts';
import type { PlayedReport, RealtimePlaybackTracker } from './playback/playback-tracker.ts';
import type { RealtimeSettings } from './settings/session-settings.ts';
import type { SpanExporter } from './tracing/span.ts';

/** What holds for every session of a runner. */
export type RealtimeRunConfig<TContext = unknown> = {
  /** Where sessions start from; the agent's own fields and `initialModelSettings` win over it. */
  readonly modelSettings?: RealtimeSettings<TContext>;
  /** Checked on every agent's answers, besides the agent's own. */
  readonly outputGuardrails?: readonly OutputGuardrail<TContext>[];
  /** Called at the moments of every agent's life, besides the agent's own. */
  readonly hooks?: AgentHooks<TContext>;
  readonly guardrailSettings?: {
    /** Characters between two checks of a growing answer; 100 by default. */
    readonly debounceTextLength?: number;
    /**
     * Lets nothing be heard before its words were checked; off by default. The first sound then waits for the first check, so
     * a shorter `debounceTextLength` is worth its price. An answer whose check fails is stopped.
     */
    readonly holdAudio?: boolean;
  };
  /** How long a tool call waits for a person; 60,000 ms by default, then it is refused. */
  readonly approvalTimeoutMs?: number;
  /** How long ready outputs of a response wait for its slower tools; 10,000 ms by default. */
  readonly toolBarrierTimeoutMs?: number;
  /** Keeps the last ten minutes of the assistant's audio for `session.audioOf()`; off by default. */
  readonly keepAudio?: boolean;
  /** Gets a span for each connection, response, tool call, handoff and check of a guardrail. The session does not close it. */
  readonly spanExporter?: SpanExporter;
  /** Turns all tracing off, the provider's and our own. */
  readonly tracingDisabled?: boolean;
};

/** Where and how one session connects. */
export type RealtimeModelConfig<TContext = unknown> = {
  /** Default: the environment's OPENAI_API_KEY, for OpenAI's own address only. */
  readonly apiKey?: ApiKey;
  /** https/wss, or http/ws on exactly this machine. A function is asked before each connection. */
  readonly url?: ServerUrl;
  readonly headers?: Readonly<Record<string, string>>;
  readonly callId?: string;
  /** The shape the server speaks: `ga`, the current one, by default; `beta` for servers of before. */
  readonly codec?: CodecName;
  /** Wins over the agent's fields and the runner's settings until something changes them. */
  readonly initialModelSettings?: RealtimeSettings<TContext>;
  /** Shared with whatever plays the audio; the session makes its own when absent. */
  readonly playbackTracker?: RealtimePlaybackTracker;
};

/**
 * Stops the player at once and answers what it had really played of the item it was in, undefined when it was silent.
 * The session waits at most 150 ms for it and then goes by the last report.
 */
export type FlushPlayback = () => Promise<PlayedReport | undefined>;

export type RunOptions<TContext = unknown> = {
  readonly context?: TContext;
  readonly modelConfig?: RealtimeModelConfig<TContext>;
  readonly flushPlayback?: FlushPlayback;
  /** Ends the session while it is connecting or reconnecting; an abort at another time means nothing. */
  readonly signal?: AbortSignal;
};

export type RealtimeRunnerOptions<TContext = unknown> = {
  readonly startingAgent: RealtimeAgent<TContext>;
  /**
   * Makes a model for each connection; WebSockets by default. A model that is given itself serves one session at a time;
   * it is connected again when the connection breaks, but cannot be renewed before it expires.
   */
  readonly model?: RealtimeModel | (() => RealtimeModel);
  readonly config?: RealtimeRunConfig<TContext>;
  /** The real one by default. */
  readonly clock?: Clock;
};
