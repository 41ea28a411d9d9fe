import type { NewItem } from '../model/model-inputs.ts';
import type { MessageContent, RealtimeItem } from './items.ts';

/**
 * An item in the form in which a client may create it under `itemId`: what was said becomes text, a call brings its output
 * along. None for a message without words and for what only a server can make.
 */
export function toNewItems(item: RealtimeItem, itemId: string, newItemId: () => string): readonly NewItem[] {
  switch (item.type) {
    case 'message': {
      const { role, interrupted } = item;
      const content = item.content.flatMap(toText);
      const message: NewItem = { type: 'message', itemId, role, content };
      return content.length === 0 ? [] : [interrupted ? { ...message, status: 'incomplete' } : message];
    }
    case 'function_call': {
      const { callId, name, arguments: args, output } = item;
      const call: NewItem = { type: 'function_call', itemId, callId, name, arguments: args };
      return output === null ? [call] : [call, { type: 'tool_output', itemId: newItemId(), callId, output }];
    }
    case 'mcp_call':
      return [];
  }
}

/** Servers take no audio of the past; its transcript stands for it. */
function toText(part: MessageContent): readonly MessageContent[] {
  switch (part.type) {
    case 'input_audio':
      return part.transcript ? [{ type: 'input_text', text: part.transcript }] : [];
    case 'output_audio':
      return part.transcript ? [{ type: 'output_text', text: part.transcript }] : [];
    case 'input_text':
    case 'output_text':
      return part.text === '' ? [] : [part];
    case 'input_image':
      return [part];
  }
}
