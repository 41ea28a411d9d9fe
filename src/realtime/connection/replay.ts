import type { MessageContent, RealtimeItem, RealtimeMessageItem } from '../history/items.ts';
import { toNewItems } from '../history/new-items.ts';
import type { NewItem } from '../model/model-inputs.ts';

/** Pictures a new server is told again, newest first, in characters of their addresses: half of what may wait to be sent. */
const MAX_PICTURES_LENGTH = 8 * 1024 * 1024;
const LOST_PICTURE: MessageContent = {
  type: 'input_text',
  text: '[A picture that cannot be seen any more.]',
};

/**
 * The conversation as a new server can be told it: in order and under the ids it has, so that the server's echoes are
 * recognised. What was said aloud goes as text, outputs go behind their calls; items without words and items only a server
 * can make are left out, and so are old pictures beyond what a connection can take at once.
 */
export function planReplay(items: readonly RealtimeItem[], newItemId: () => string): readonly NewItem[] {
  const pictures = newestPictures(items);
  return items.flatMap((item) => toNewItems(withoutOld(pictures, item), item.itemId, newItemId));
}

function newestPictures(items: readonly RealtimeItem[]): ReadonlySet<MessageContent> {
  const newest = new Set<MessageContent>();
  const parts = items.flatMap((item) => (item.type === 'message' ? item.content : []));
  let length = 0;
  for (const part of parts.toReversed()) {
    if (part.type !== 'input_image') continue;
    length += part.imageUrl.length;
    if (length > MAX_PICTURES_LENGTH) break;
    newest.add(part);
  }
  return newest;
}

function withoutOld(pictures: ReadonlySet<MessageContent>, item: RealtimeItem): RealtimeItem {
  if (item.type !== 'message') return item;
  const isOld = (part: MessageContent): boolean => part.type === 'input_image' && !pictures.has(part);
  return { ...item, content: item.content.map((part) => (isOld(part) ? LOST_PICTURE : part)) };
}

/** Whether the conversation ends with something that was not answered: an answer that was cut off is none. */
export function awaitsAnswer(items: readonly RealtimeItem[]): boolean {
  const last = items.findLast((item) => item.type !== 'message' || item.role === 'user' || isWhole(item));
  if (last?.type === 'message') return last.role === 'user';
  return last?.type === 'function_call' && last.output !== null;
}

function isWhole({ role, status, interrupted }: RealtimeMessageItem): boolean {
  return role === 'assistant' && status !== 'in_progress' && interrupted !== true;
}

/** Whether the last turn was spoken, so that a server that finds the turns owed it an answer without being asked. */
export function endsWithSpeech(items: readonly RealtimeItem[]): boolean {
  const last = items.findLast((item) => item.type !== 'message' || item.role !== 'system');
  return (
    last?.type === 'message' &&
    last.role === 'user' &&
    last.content.some((part) => part.type === 'input_audio' && part.transcript)
  );
}
