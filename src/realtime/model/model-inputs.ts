import type { MessageContent } from '../history/items.ts';
import type { HostedMcpTool } from '../mcp/hosted-mcp-tool.ts';
import type { RealtimeSessionSettings } from '../settings/settings.ts';
import type { JsonSchema } from '../tools/tool-parameters.ts';

/** A function as the model is told about it. */
export type ToolDefinition = {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
};

/** A prompt that is stored with the provider. */
export type AgentPrompt = {
  readonly id: string;
  /** The newest when absent. */
  readonly version?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
};

/** Settings together with what belongs to an agent; `tools: []` takes all tools away, `prompt: null` the prompt. */
export type ModelSettings = RealtimeSessionSettings & {
  readonly prompt?: AgentPrompt | null;
  readonly tools?: readonly (ToolDefinition | HostedMcpTool)[];
};

/** An item we put into the conversation; the id is ours, so that the server's echo can be recognised. */
export type NewItem =
  | {
      readonly type: 'message';
      readonly itemId: string;
      readonly role: 'system' | 'user' | 'assistant';
      readonly content: readonly MessageContent[];
      /** An answer that was cut off; its content is what was heard. */
      readonly status?: 'incomplete';
    }
  | {
      readonly type: 'function_call';
      readonly itemId: string;
      readonly callId: string;
      readonly name: string;
      readonly arguments: string;
    }
  | {
      readonly type: 'tool_output';
      readonly itemId: string;
      readonly callId: string;
      readonly output: string;
    }
  /** The answer to a server that asks whether it may run an MCP call; `reason` is what the model is told. */
  | {
      readonly type: 'mcp_approval_response';
      readonly itemId: string;
      readonly approvalRequestId: string;
      readonly approve: boolean;
      readonly reason?: string;
    };

/** `requestId` comes back in an `error` event when the server refuses the input. */
type Request = { readonly requestId: string };

/** What a server may refuse. */
export type ModelRequest =
  | (Request & { readonly type: 'configure'; readonly settings: ModelSettings })
  /** `previousItemId` null is the front, absent the end. */
  | (Request & {
      readonly type: 'create_item';
      readonly item: NewItem;
      readonly previousItemId?: string | null;
    })
  | (Request & { readonly type: 'delete_item'; readonly itemId: string })
  | (Request & {
      readonly type: 'truncate_item';
      readonly itemId: string;
      readonly contentIndex: number;
      /** Whole milliseconds of audio that were heard. */
      readonly audioEndMs: number;
    })
  /** `params` are provider-specific overrides for this one response. */
  | (Request & { readonly type: 'create_response'; readonly params?: Readonly<Record<string, unknown>> })
  | (Request & { readonly type: 'cancel_response'; readonly responseId: string })
  | (Request & { readonly type: 'commit_audio' })
  | (Request & { readonly type: 'clear_audio' });

/** What a session asks of a realtime model. */
export type ModelInput =
  | ModelRequest
  /** Int16Array: linear samples at the input format's rate. Any other view: bytes already in the input format. */
  | {
      readonly type: 'append_audio';
      readonly audio: ArrayBufferView;
      /** Said before and told again: it is bounded already, and taken where fresh audio would be dropped. */
      readonly isRepeated?: true;
    }
  /** A message of the provider's own protocol, sent as it is. */
  | { readonly type: 'raw'; readonly message: RawClientMessage };

export type RawClientMessage = { readonly type: string; readonly [field: string]: unknown };
