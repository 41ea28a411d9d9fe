import type { MessageContent, RealtimeItem, RealtimeMessageItem } from '#realtime/index.ts';
import { pictureOf, textOf } from '../assistant/transcript-line.ts';

/** So much of a conversation is handed on to the next session, items. */
const MAX_RESTORED = 100;
/** So many pictures, the newest; more could not be sent at once. */
const MAX_PICTURES = 8;
const OLD_PICTURE: MessageContent = { type: 'input_text', text: '[picture]' };

/** What another server can be told of a conversation. */
export function toRestore(items: readonly RealtimeItem[]): readonly RealtimeItem[] {
  const kept = items.filter(isRestorable).slice(-MAX_RESTORED);
  const old = new Set(kept.filter(hasPicture).slice(0, -MAX_PICTURES));
  return kept.map((item) => (hasPicture(item) && old.has(item) ? withoutPicture(item) : item));
}

/** A server takes no message without content, no call without its output, and none that another server ran. */
function isRestorable(item: RealtimeItem): boolean {
  if (item.type === 'message') return textOf(item) !== '' || hasPicture(item);
  return item.type === 'function_call' && item.output !== null;
}

function hasPicture(item: RealtimeItem): item is RealtimeMessageItem {
  return item.type === 'message' && pictureOf(item) !== undefined;
}

function withoutPicture(item: RealtimeMessageItem): RealtimeMessageItem {
  const content = item.content.map((part) => (part.type === 'input_image' ? OLD_PICTURE : part));
  return { ...item, content };
}
