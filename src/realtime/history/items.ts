/** One part of an item. */
export type ContentAddress = {
  readonly itemId: string;
  readonly contentIndex: number;
};

/** The address of a part as one word. */
export function contentKey(itemId: string, contentIndex: number): string {
  return `${itemId}/${contentIndex}`;
}

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

/** One part of a message. `transcript` is null until something was understood or said. */
export type MessageContent =
  | { readonly type: 'input_text'; readonly text: string }
  | { readonly type: 'input_audio'; readonly transcript: string | null }
  | { readonly type: 'input_image'; readonly imageUrl: string; readonly detail?: 'auto' | 'low' | 'high' }
  | { readonly type: 'output_text'; readonly text: string }
  | { readonly type: 'output_audio'; readonly transcript: string | null };

type ItemBase = {
  readonly itemId: string;
  /** The item before this one on the server: null is the front, absent is unknown. */
  readonly previousItemId?: string | null;
  readonly status: ItemStatus;
};

export type RealtimeMessageItem = ItemBase & {
  readonly type: 'message';
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: readonly MessageContent[];
  /** Set when the person cut the answer off; its content is then what was heard. */
  readonly interrupted?: true;
  /** Set when the server could not write down what the user said. */
  readonly transcriptionFailed?: true;
};

export type RealtimeToolCallItem = ItemBase & {
  readonly type: 'function_call';
  readonly callId: string;
  readonly name: string;
  /** JSON text as the model wrote it. */
  readonly arguments: string;
  /** Null until the tool answered. */
  readonly output: string | null;
};

export type RealtimeMcpCallItem = ItemBase & {
  readonly type: 'mcp_call';
  readonly serverLabel: string;
  readonly name: string;
  readonly arguments: string;
  readonly output: string | null;
  /** Why the server could not run it. */
  readonly error?: string;
};

/** One entry of a conversation, provider-neutral. */
export type RealtimeItem = RealtimeMessageItem | RealtimeToolCallItem | RealtimeMcpCallItem;

/** One change of the history; applying every patch in order keeps a mirror equal to `session.history`. */
export type HistoryPatch =
  /** `afterItemId` null is the front. */
  | { readonly type: 'add'; readonly item: RealtimeItem; readonly afterItemId: string | null }
  | { readonly type: 'replace'; readonly item: RealtimeItem }
  /** Text was appended to one part that exists. */
  | {
      readonly type: 'append_text';
      readonly itemId: string;
      readonly contentIndex: number;
      readonly delta: string;
    }
  | { readonly type: 'move'; readonly itemIds: readonly string[]; readonly afterItemId: string | null }
  | { readonly type: 'remove'; readonly itemId: string };
