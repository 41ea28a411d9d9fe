import type { Item, UserMessage } from '#shared/wire/items.ts';

/** What a person said or typed. */
export type Request = {
  readonly text: string;
  /** Heard, not typed. */
  readonly spoken: boolean;
};

export type ToolResult = {
  /** `undefined` when the call is not in the conversation. */
  readonly tool: string | undefined;
  readonly output: string;
};

/** What a conversation is waiting for. */
export type Turn =
  /** Tools have answered `request`. */
  | {
      readonly type: 'results';
      readonly results: readonly ToolResult[];
      readonly request: Request | undefined;
    }
  /** `previous` is what the person said before. */
  | { readonly type: 'request'; readonly request: Request; readonly previous: Request | undefined }
  | { readonly type: 'nothing' };

/** Reads from the end of a conversation what is to be answered. */
export function readTurn(all: readonly Item[]): Turn {
  const items = all.filter((item) => !isCutAnswer(item));
  const results = trailingResults(items);
  const [request, previous] = items.filter(isUserMessage).toReversed().map(readRequest);
  if (results.length > 0) return { type: 'results', results, request };
  const last = items.findLast((item) => item.type === 'message' && item.role !== 'system');
  if (last === undefined || !isUserMessage(last) || request === undefined) return { type: 'nothing' };
  return { type: 'request', request, previous };
}

/** An answer that was cut off leaves what it answered to be answered. */
function isCutAnswer(item: Item): boolean {
  return item.type === 'message' && item.role === 'assistant' && item.status === 'incomplete';
}

/** What the assistant said last, or `undefined`. */
export function lastAnswer(items: readonly Item[]): string | undefined {
  return items.map(answerIn).findLast((text) => text !== undefined && text !== '');
}

/** What the assistant says in an item; `undefined` when it is no message of the assistant. */
function answerIn(item: Item): string | undefined {
  if (item.type !== 'message' || item.role !== 'assistant') return undefined;
  const texts = item.content.map((part) => ('text' in part ? part.text : (part.transcript ?? '')));
  return texts.join(' ').trim();
}

function trailingResults(items: readonly Item[]): readonly ToolResult[] {
  const lastMessage = items.findLastIndex((item) => item.type === 'message' && item.role !== 'system');
  const names = new Map<string, string>();
  for (const item of items) {
    if (item.type === 'function_call' && item.call_id !== undefined) names.set(item.call_id, item.name);
  }
  return items
    .slice(lastMessage + 1)
    .filter((item) => item.type === 'function_call_output')
    .map(({ call_id, output }) => ({ tool: names.get(call_id), output }));
}

const isUserMessage = (item: Item): item is UserMessage => item.type === 'message' && item.role === 'user';

function readRequest(message: UserMessage): Request {
  const texts = message.content.map((part) => {
    if (part.type === 'input_text') return part.text;
    return part.type === 'input_audio' ? (part.transcript ?? '') : '';
  });
  return {
    text: texts.join(' ').trim(),
    spoken: message.content.some((part) => part.type === 'input_audio'),
  };
}
