import { createRulesBrain } from '#engine/brain/rules-brain.ts';
import type { BrainContext, BrainOutput } from '#engine/stages.ts';
import type { Item } from '#shared/wire/items.ts';
import type { FunctionTool, ToolChoice } from '#shared/wire/tools.ts';

/** What the brain answered: sentences as they are, calls as `name {arguments}`. */
export type Answer = readonly string[];

export type Conversation = {
  readonly items: Item[];
  tools: readonly FunctionTool[];
  toolChoice: ToolChoice;
  /** Types a text. */
  types(text: string): Promise<Answer>;
  /** Says a text that the recogniser was this sure of. */
  says(text: string, score?: number): Promise<Answer>;
  /** Answers the last calls, in order. */
  results(...outputs: readonly string[]): Promise<Answer>;
  /** Asks for a response without adding anything. */
  respond(score?: number): Promise<Answer>;
  /** Asks for a response to these items instead of the conversation. */
  respondTo(items: readonly Item[]): Promise<Answer>;
};

/** A conversation with a brain of its own, on Saturday 21 November 2026, 15:00 local time. */
export function conversation(tools: readonly FunctionTool[]): Conversation {
  const brain = createRulesBrain({ clock: { wallTime: () => new Date(2026, 10, 21, 15).getTime() } });
  const items: Item[] = [];
  const self: Conversation = {
    items,
    tools,
    toolChoice: 'auto',
    types(text) {
      items.push({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] });
      return self.respond();
    },
    says(text, score = 5) {
      items.push({
        type: 'message',
        role: 'user',
        content: [{ type: 'input_audio', transcript: text }],
      });
      return self.respond(score);
    },
    results(...outputs) {
      const calls = items.filter((item) => item.type === 'function_call').slice(-outputs.length);
      for (const [index, output] of outputs.entries()) {
        items.push({ type: 'function_call_output', call_id: calls[index]?.call_id ?? 'none', output });
      }
      return self.respond();
    },
    async respond(score) {
      const outputs = await outputsFor({ items: [...items], ...(score === undefined ? {} : { score }) });
      items.push(...outputs.map(toItem));
      return outputs.map(toText);
    },
    async respondTo(input) {
      return (await outputsFor({ items: input })).map(toText);
    },
  };
  const outputsFor = async (part: Pick<BrainContext, 'items' | 'score'>): Promise<readonly BrainOutput[]> => {
    const context = { instructions: '', tools: self.tools, toolChoice: self.toolChoice, ...part };
    const outputs: BrainOutput[] = [];
    for await (const output of brain.respond(context, new AbortController().signal)) outputs.push(output);
    return outputs;
  };
  return self;
}

function toItem(output: BrainOutput, index: number): Item {
  return output.type === 'say'
    ? { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: output.text }] }
    : { type: 'function_call', name: output.name, arguments: output.arguments, call_id: `call_${index}` };
}

const toText = (output: BrainOutput): string =>
  output.type === 'say' ? output.text : `${output.name} ${output.arguments}`;
