import type { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import type { ConnectionState } from '../connection/connection-state.ts';
import type { ContentAddress, HistoryPatch, RealtimeItem } from '../history/items.ts';
import type { McpTool } from '../mcp/mcp-events.ts';
import type { ResponseOutcome } from '../model/model-events.ts';
import type { ToolRisk } from '../tools/tool.ts';
import type { ToolOutcome } from '../tools/tool-outcome.ts';
import type { RealtimeUsage } from './usage.ts';

type AgentEvents<TContext> =
  /** A response began; `agent` is who answers. */
  | { readonly type: 'agent_start'; readonly agent: RealtimeAgent<TContext> }
  /** A response ended; `output` is its text or transcript. */
  | { readonly type: 'agent_end'; readonly agent: RealtimeAgent<TContext>; readonly output: string }
  | {
      readonly type: 'handoff';
      readonly from: RealtimeAgent<TContext>;
      readonly to: RealtimeAgent<TContext>;
      /** How long it took until the server had taken it over. */
      readonly durationMs: number;
    }
  | {
      readonly type: 'guardrail_tripped';
      readonly agent: RealtimeAgent<TContext>;
      readonly guardrail: string;
      readonly info: unknown;
      readonly responseId: string;
      readonly itemId: string;
      /** The text that was checked. */
      readonly text: string;
    }
  /** A guardrail has looked at what an answer says so far. */
  | {
      readonly type: 'guardrail_checked';
      readonly agent: RealtimeAgent<TContext>;
      readonly guardrail: string;
      /** `failed`: it threw or took too long; the error is told as well. */
      readonly outcome: 'passed' | 'tripped' | 'failed';
      readonly durationMs: number;
      readonly responseId: string;
      readonly itemId: string;
    };

type ToolEvents<TContext> =
  | (ToolEventBase<TContext> & { readonly type: 'tool_start' })
  | (ToolEventBase<TContext> & {
      readonly type: 'tool_end';
      /** The text the model was given. */
      readonly output: string;
      readonly outcome: ToolOutcome;
    })
  | (ToolEventBase<TContext> & { readonly type: 'tool_progress'; readonly update: unknown })
  /** Answer with `session.approve(callId)` or `session.reject(callId)`; no answer in time is a no. */
  | (ToolEventBase<TContext> & {
      readonly type: 'tool_approval_required';
      readonly risk: ToolRisk;
      /** The MCP server that would run it; absent for tools of our own. */
      readonly serverLabel?: string;
      readonly timeoutMs: number;
    });

type ToolEventBase<TContext> = {
  /** The response the model called it in; empty when the server did not say. */
  readonly responseId: string;
  readonly agent: RealtimeAgent<TContext>;
  readonly toolName: string;
  readonly callId: string;
  /** Validated arguments, or the model's raw text when it could not be read. */
  readonly arguments: unknown;
};

type McpEvents<TContext> =
  /** The tools of MCP servers that the agent may use are others now. */
  | {
      readonly type: 'mcp_tools_changed';
      readonly agent: RealtimeAgent<TContext>;
      readonly tools: readonly McpTool[];
    }
  /** The server has run a tool; one of `output` and `error` says how it went. */
  | {
      readonly type: 'mcp_tool_call_completed';
      readonly agent: RealtimeAgent<TContext>;
      readonly serverLabel: string;
      readonly toolName: string;
      /** The id of its item in the history. */
      readonly callId: string;
      /** Parsed, or the model's raw text when it could not be read. */
      readonly arguments: unknown;
      readonly output: string | null;
      readonly error: string | null;
    };

type AudioEvents =
  | (ContentAddress & {
      readonly type: 'audio';
      readonly responseId: string;
      /** Decoded mono pcm16 samples. */
      readonly samples: Int16Array;
      /** 24000, or 8000 when the session's output is G.711. */
      readonly sampleRate: 24_000 | 8_000;
    })
  /** All audio of this part has arrived; it may still be playing. */
  | (ContentAddress & { readonly type: 'audio_end'; readonly responseId: string })
  /** Stop playing and forget what is queued. Nothing of this item follows. */
  | (ContentAddress & {
      readonly type: 'audio_interrupted';
      /** What had been reported as played when the interruption was noticed, ms. */
      readonly playedMs: number;
    });

type TranscriptEvents =
  | (ContentAddress & {
      readonly type: 'transcript';
      readonly role: 'user' | 'assistant';
      /** `text` is a written answer, `speech` what was said aloud. */
      readonly source: 'speech' | 'text';
      readonly delta: string;
      /** Everything so far; on `final` the definitive text. */
      readonly text: string;
      readonly final: boolean;
    })
  | { readonly type: 'transcription_failed'; readonly itemId: string; readonly message: string };

type TurnEvents =
  | { readonly type: 'user_speech_started'; readonly itemId: string | undefined }
  | { readonly type: 'user_speech_stopped'; readonly itemId: string | undefined }
  /** A push-to-talk turn was too short to be speech; nothing was sent to be answered. */
  | { readonly type: 'turn_dropped'; readonly audioMs: number }
  | { readonly type: 'response_started'; readonly responseId: string; readonly outOfBand: boolean }
  | {
      readonly type: 'response_done';
      readonly responseId: string;
      readonly outOfBand: boolean;
      readonly outcome: ResponseOutcome;
      /** Its text or transcript. */
      readonly output: string;
    }
  /** Nobody speaks and nothing is being answered. */
  | { readonly type: 'idle' }
  | { readonly type: 'input_audio_timeout_triggered'; readonly itemId: string | undefined }
  | {
      readonly type: 'usage';
      readonly responseId: string;
      readonly response: RealtimeUsage;
      readonly total: RealtimeUsage;
    };

type StateEvents =
  | { readonly type: 'history_added'; readonly item: RealtimeItem }
  | { readonly type: 'history_updated'; readonly patches: readonly HistoryPatch[] }
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  /** `fatal` means the session is about to close. */
  | { readonly type: 'error'; readonly error: HarkError; readonly fatal: boolean }
  /** Every frame of the server as it came, unknown types included. */
  | { readonly type: 'raw_model_event'; readonly data: Readonly<Record<string, unknown>> };

/** An event before the run's context is added to it. */
export type SessionEventBody<TContext> =
  | AgentEvents<TContext>
  | ToolEvents<TContext>
  | McpEvents<TContext>
  | AudioEvents
  | TranscriptEvents
  | TurnEvents
  | StateEvents;

/** Everything a session tells; `context` is the run's. */
export type RealtimeSessionEvent<TContext = unknown> = SessionEventBody<TContext> & {
  readonly context: TContext;
};
export type RealtimeSessionEventType = SessionEventBody<unknown>['type'];
export type RealtimeSessionEventOf<
  TType extends RealtimeSessionEventType,
  TContext = unknown,
> = RealtimeSessionEvent<TContext> & { readonly type: TType };
