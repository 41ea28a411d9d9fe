import type { AudioFormat } from '#shared/wire/audio-format.ts';
import type { Item } from '#shared/wire/items.ts';
import type { Response, ResponseParams } from '#shared/wire/response.ts';
import type { SessionConfig, VoiceChoice } from '#shared/wire/session-config.ts';
import type { FunctionTool, ToolChoice, ToolDefinition } from '#shared/wire/tools.ts';
import { unknownResponseField } from '#shared/wire/unknown-field.ts';
import type { Conversation, Entry } from '../conversation/conversation.ts';
import { Refusal } from '../protocol/refusal.ts';

/** Everything that decides one response, fixed when it is created: a later session.update does not touch it. */
export type ResponsePlan = {
  readonly id: string;
  /** Where its items go; absent for an out-of-band response. */
  readonly conversation?: Conversation;
  readonly modality: 'audio' | 'text';
  readonly format: AudioFormat;
  readonly voice: VoiceChoice;
  readonly speed: number;
  readonly instructions: string;
  readonly tools: readonly FunctionTool[];
  readonly toolChoice: ToolChoice;
  readonly maxOutputTokens: NonNullable<ResponseParams['max_output_tokens']>;
  readonly metadata: Readonly<Record<string, string>> | null;
  /** What is to be answered, oldest first. */
  readonly context: readonly Entry[];
  /** It answers an input of its own that holds nothing of the conversation. */
  readonly aside: boolean;
};

/** The tools a brain can call; MCP servers are out of an offline engine's reach. */
export function functionTools(tools: readonly ToolDefinition[]): readonly FunctionTool[] {
  return tools.filter((tool) => tool.type === 'function');
}

export type PlanInput = {
  readonly id: string;
  readonly params: ResponseParams;
  readonly session: SessionConfig;
  readonly conversation: Conversation;
  /** Makes an entry, outside the conversation, of an item given in `input`. */
  readonly newEntry: (item: Item) => Entry;
};

function contextOf({ params, conversation, newEntry }: PlanInput): readonly Entry[] {
  if (params.input === undefined) return inReadingOrder(conversation.entries);
  return params.input.map((item, index) => {
    if (item.type !== 'item_reference') return newEntry(item);
    const entry = conversation.get(item.id);
    if (entry !== undefined) return entry;
    const param = `response.input.${index}.id`;
    throw new Refusal('invalid_value', `Invalid '${param}': item with ID '${item.id}' not found.`, param);
  });
}

/** Asides are read before the turn they came into: what they came between still waits for its answer. */
function inReadingOrder(entries: readonly Entry[]): readonly Entry[] {
  const isUsers = ({ item }: Entry): boolean => item.type === 'message' && item.role === 'user';
  const turnStart = Math.max(0, entries.findLastIndex(isUsers));
  const turn = entries.slice(turnStart);
  return [
    ...entries.slice(0, turnStart),
    ...turn.filter(({ aside }) => aside === true),
    ...turn.filter(({ aside }) => aside !== true),
  ];
}

/** Lays the parameters of a response.create over the session (§5.1). Throws a `Refusal`. */
export function planResponse(input: PlanInput): ResponsePlan {
  const { id, params, session, conversation } = input;
  const unknown = unknownResponseField(params);
  if (unknown !== undefined)
    throw new Refusal('unknown_parameter', `Unknown parameter: '${unknown}'.`, unknown);
  const output = { ...session.audio.output, ...params.audio?.output };
  const [modality] = params.output_modalities ?? session.output_modalities;
  return {
    id,
    ...(params.conversation === 'none' ? {} : { conversation }),
    modality,
    format: output.format,
    voice: output.voice,
    speed: session.audio.output.speed,
    instructions: params.instructions ?? session.instructions,
    tools: functionTools(params.tools ?? session.tools),
    toolChoice: params.tool_choice ?? session.tool_choice,
    maxOutputTokens: params.max_output_tokens ?? session.max_output_tokens,
    metadata: params.metadata ?? null,
    context: contextOf(input),
    aside: params.input?.every(({ type }) => type !== 'item_reference') ?? false,
  };
}

/** The parts of a response object that its plan decides. */
export function describePlan(plan: ResponsePlan): Omit<Response, 'status' | 'output'> {
  return {
    id: plan.id,
    object: 'realtime.response',
    conversation_id: plan.conversation?.id ?? null,
    output_modalities: [plan.modality],
    max_output_tokens: plan.maxOutputTokens,
    audio: { output: { format: plan.format, voice: plan.voice } },
    metadata: plan.metadata === null ? null : { ...plan.metadata },
  };
}
