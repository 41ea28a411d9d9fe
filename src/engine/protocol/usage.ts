import type { Item, Message } from '#shared/wire/items.ts';
import type { Usage } from '#shared/wire/response.ts';

/** Audio tokens: one per 100 ms of the user, one per 50 ms of the assistant (reference/realtime-protocol.md §7). */
const USER_MS_PER_TOKEN = 100;
const ASSISTANT_MS_PER_TOKEN = 50;

/** English text has about four characters a token; the engine has no tokeniser, because its brain has no tokens. */
const CHARACTERS_PER_TOKEN = 4;

export type Tokens = { readonly text: number; readonly audio: number };

function textTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

function messageText({ content }: Message): string {
  const parts: readonly Message['content'][number][] = content;
  return parts
    .map((part) => ('text' in part ? part.text : 'transcript' in part ? (part.transcript ?? '') : ''))
    .join(' ');
}

function textOf(item: Item): string {
  switch (item.type) {
    case 'message':
      return messageText(item);
    case 'function_call':
      return `${item.name} ${item.arguments}`;
    case 'function_call_output':
      return item.output;
    case 'mcp_list_tools':
    case 'mcp_call':
    case 'mcp_approval_request':
    case 'mcp_approval_response':
      return '';
  }
}

/** `audioMs`: length of the item's sound. */
export function tokensOf(item: Item, audioMs: number): Tokens {
  const byAssistant = item.type === 'message' && item.role === 'assistant';
  const msPerToken = byAssistant ? ASSISTANT_MS_PER_TOKEN : USER_MS_PER_TOKEN;
  return { text: textTokens(textOf(item)), audio: Math.ceil(audioMs / msPerToken) };
}

function sum(parts: readonly Tokens[]): Tokens {
  return parts.reduce((a, b) => ({ text: a.text + b.text, audio: a.audio + b.audio }), { text: 0, audio: 0 });
}

/** Usage of one response: what it read, its instructions included, and what it said. Nothing is cached. */
export function usageOf(instructions: string, inputs: readonly Tokens[], outputs: readonly Tokens[]): Usage {
  const input = sum([...inputs, { text: textTokens(instructions), audio: 0 }]);
  const output = sum(outputs);
  const inputTokens = input.text + input.audio;
  const outputTokens = output.text + output.audio;
  return {
    total_tokens: inputTokens + outputTokens,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    input_token_details: {
      text_tokens: input.text,
      audio_tokens: input.audio,
      image_tokens: 0,
      cached_tokens: 0,
      cached_tokens_details: { text_tokens: 0, audio_tokens: 0, image_tokens: 0 },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  };
}
