import type { RealtimeAgent } from '../agent/agent.ts';
import type { ConnectionState } from '../connection/connection-state.ts';
import type { MessageContent, RealtimeItem } from '../history/items.ts';
import type { McpTool } from '../mcp/mcp-events.ts';
import type { RawClientMessage } from '../model/model-inputs.ts';
import type { RealtimePlaybackTracker } from '../playback/playback-tracker.ts';
import type { RealtimeSettings } from '../settings/session-settings.ts';
import type { RealtimeSessionSettings } from '../settings/settings.ts';
import type { PendingApproval, RejectOptions } from '../tools/approvals.ts';
import type {
  RealtimeSessionEvent,
  RealtimeSessionEventOf,
  RealtimeSessionEventType,
} from './session-events.ts';
import type { RealtimeUsage } from './usage.ts';

/** What a person can send besides plain text. */
export type UserMessage = {
  readonly type: 'message';
  readonly role: 'user';
  readonly content: readonly Extract<MessageContent, { type: 'input_text' | 'input_image' }>[];
};

/** One conversation: events come out by iteration or `on`, everything else goes in by methods. */
export type RealtimeSession<TContext = unknown> = AsyncDisposable &
  AsyncIterable<RealtimeSessionEvent<TContext>> & {
    /** Opens the connection; `runner.run()` has done so already. Rejects on a session that was connected before. */
    connect(): Promise<void>;
    /** Ends the conversation, its iterators, tools and timers; safe twice. */
    close(): Promise<void>;
    /** Calls `listener` for each event of a type. What it throws becomes an `error` event. Returns the unsubscribe function. */
    on<TType extends RealtimeSessionEventType>(
      type: TType,
      listener: (event: RealtimeSessionEventOf<TType, TContext>) => void,
    ): () => void;

    /**
     * Says something in writing and asks for an answer; while the session is reconnecting it waits. Throws `closed` before
     * the connection and after the end, `unavailable` when 500 items wait already.
     */
    sendMessage(message: string | UserMessage): void;
    /**
     * Sends microphone audio. Int16Array: samples at the input format's rate; any other view: bytes already in that format.
     * False when it was dropped, because there is no session or too much waits to be sent. While the session is
     * reconnecting, the last 30 s are kept.
     */
    sendAudio(audio: ArrayBufferView, options?: { readonly commit?: boolean }): boolean;
    /** Opens a push-to-talk turn; whatever is being said is interrupted. */
    startTurn(): void;
    /** Closes the turn and, unless `respond` is false, asks for an answer. A turn under 100 ms becomes `turn_dropped`. */
    endTurn(options?: { readonly respond?: boolean }): void;
    /** Drops an open turn. */
    cancelTurn(): void;
    /** Stops the answer at once, written or spoken, begun or not. */
    interrupt(): void;

    /** Makes another agent the speaker. Resolves when the server has taken over its instructions and tools. */
    updateAgent(agent: RealtimeAgent<TContext>): Promise<void>;
    /**
     * Changes settings; only what differs is sent. Resolves when the server confirmed, rejects when it refused. Tools and
     * handoffs stand in for those of the present agent until another one takes over.
     */
    updateSession(patch: RealtimeSettings<TContext>): Promise<void>;
    /** Makes the server's conversation equal to `items`: missing ones are deleted, new ones created. */
    updateHistory(
      items: readonly RealtimeItem[] | ((history: readonly RealtimeItem[]) => readonly RealtimeItem[]),
    ): void;
    /**
     * Gives the model a conversation of an earlier session: `items` go in front, what was said aloud as text, and nothing is
     * answered. Items that a model could make nothing of are left out: without words, calls without output or run by a server.
     */
    restore(items: readonly RealtimeItem[]): void;
    /** Sends a message of the provider's own protocol. */
    sendRaw(message: RawClientMessage): void;

    /**
     * Lets a waiting tool call run; `always` also every later call of this tool by this agent. False when no such call waits.
     * Given the whole approval, it must be the one that waits: throws `denied` when anything of it differs.
     */
    approve(call: string | PendingApproval, options?: { readonly always?: boolean }): boolean;
    /** Refuses a waiting tool call, in the same way. */
    reject(call: string | PendingApproval, options?: RejectOptions): boolean;

    /** Where the host reports what was really played. */
    readonly playback: RealtimePlaybackTracker;
    readonly history: readonly RealtimeItem[];
    /**
     * The audio of an answer as far as it was heard, samples at the output format's rate; undefined when it is not kept (run
     * config `keepAudio`). Never the user's.
     */
    audioOf(itemId: string, contentIndex?: number): Int16Array | undefined;
    readonly usage: RealtimeUsage;
    readonly connection: ConnectionState;
    readonly agent: RealtimeAgent<TContext>;
    readonly settings: RealtimeSessionSettings;
    /** Tools of MCP servers that the agent may use and the server runs. */
    readonly availableMcpTools: readonly McpTool[];
    readonly pendingApprovals: readonly PendingApproval[];
    /** Audio that was said while the session was reconnecting and is older than what is kept, ms. */
    readonly droppedAudioMs: number;
    /** Frames of the server that could not be read. */
    readonly badFrames: number;
  };
