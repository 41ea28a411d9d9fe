import type { HarkError } from '#shared/base/errors.ts';
import type { ContentAddress, RealtimeItem } from '../history/items.ts';
import type { McpModelEvent } from '../mcp/mcp-events.ts';
import type { RealtimeUsage } from '../session/usage.ts';

export type ResponseOutcome =
  | { readonly status: 'completed' }
  /** `user` when the server heard the person speak, `client` when we cancelled. */
  | { readonly status: 'cancelled'; readonly by: 'user' | 'client' }
  | { readonly status: 'incomplete'; readonly reason: string }
  | { readonly status: 'failed'; readonly error: HarkError };

type ResponseAddress = ContentAddress & { readonly responseId: string };

type ResponseEvents =
  | {
      readonly type: 'response_started';
      readonly responseId: string;
      readonly outOfBand: boolean;
      /** Our request that caused it, when the server says so. */
      readonly requestId?: string;
    }
  | {
      readonly type: 'response_done';
      readonly responseId: string;
      readonly outOfBand: boolean;
      readonly outcome: ResponseOutcome;
      /** The answer's text or transcript. */
      readonly output: string;
      readonly usage?: RealtimeUsage;
    }
  | (ResponseAddress & { readonly type: 'audio'; readonly samples: Int16Array })
  | (ResponseAddress & { readonly type: 'audio_done' })
  | (ResponseAddress & {
      readonly type: 'output_delta';
      readonly source: 'speech' | 'text';
      readonly delta: string;
    })
  | (ResponseAddress & {
      readonly type: 'output_done';
      readonly source: 'speech' | 'text';
      readonly text: string;
    })
  /** The model calls a tool; its arguments are complete. */
  | {
      readonly type: 'tool_call';
      readonly responseId: string;
      readonly itemId: string;
      readonly callId: string;
      readonly name: string;
      readonly arguments: string;
    };

type InputEvents =
  | { readonly type: 'speech_started'; readonly itemId: string | undefined }
  | { readonly type: 'speech_stopped'; readonly itemId: string | undefined }
  | { readonly type: 'input_timeout'; readonly itemId: string | undefined }
  | (ContentAddress & { readonly type: 'transcription_delta'; readonly delta: string })
  | (ContentAddress & { readonly type: 'transcription_done'; readonly text: string })
  | { readonly type: 'transcription_failed'; readonly itemId: string; readonly message: string };

type ItemEvents =
  /** An item is new or has changed; `previousItemId` null is the front, absent is unknown. */
  | { readonly type: 'item'; readonly item: RealtimeItem; readonly previousItemId?: string | null }
  /** A tool's output is in the conversation. */
  | {
      readonly type: 'tool_output_item';
      readonly itemId: string;
      readonly callId: string;
      readonly output: string;
      readonly previousItemId?: string | null;
    }
  /** An item that history does not show, but that others follow. */
  | { readonly type: 'hidden_item'; readonly itemId: string; readonly previousItemId?: string | null }
  | (ContentAddress & { readonly type: 'item_truncated'; readonly audioEndMs: number })
  | { readonly type: 'item_deleted'; readonly itemId: string };

/** The settings in force that the session has to know about. */
export type EffectiveSettings = {
  /** Whether the server cuts its answer off when the person speaks. */
  readonly interruptResponse: boolean;
};

/** The server refused something or has a fault. */
export type ModelProblem = {
  readonly error: HarkError;
  /** Our request that caused it, when the server said which. */
  readonly requestId: string | undefined;
  /** `benign`: a race the session resolves by itself. `fatal`: no reconnect can help. */
  readonly severity: 'benign' | 'report' | 'fatal';
  /** A response was asked for while another was running. */
  readonly isResponseConflict: boolean;
};

type SessionEvents =
  /** The server's first word; `expiresAt` is when it will end the session, milliseconds since the epoch. */
  | { readonly type: 'session_started'; readonly expiresAt: number | undefined }
  | { readonly type: 'settings_applied'; readonly effective: EffectiveSettings }
  | (ModelProblem & { readonly type: 'error' })
  /** A frame that could not be read was skipped. */
  | { readonly type: 'bad_frame'; readonly problem: string }
  | { readonly type: 'raw'; readonly data: Readonly<Record<string, unknown>> }
  /** The connection is gone; `error` is absent after our own `close()`. Nothing follows but another `connect()`. */
  | { readonly type: 'closed'; readonly error?: HarkError };

/** What a realtime model tells a session: provider-neutral, one wire event at most a few of these. */
export type ModelEvent = ResponseEvents | InputEvents | ItemEvents | McpModelEvent | SessionEvents;
