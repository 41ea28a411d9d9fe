import type { RealtimeItem, RealtimeMessageItem } from '#realtime/index.ts';
import type { TranscriptLine } from '#shared/bridge/state.ts';

export type SpokenRole = TranscriptLine['role'];
type Status = TranscriptLine['status'];

/** A message that people see; system messages and tool calls are none. */
export type SpokenItem = RealtimeMessageItem & { readonly role: SpokenRole };

export function isSpoken(item: RealtimeItem): item is SpokenItem {
  return item.type === 'message' && item.role !== 'system';
}

/** All words of a message; `''` while nothing was understood or said. */
export function textOf(item: RealtimeMessageItem): string {
  return item.content
    .map((part) => {
      if ('text' in part) return part.text;
      return 'transcript' in part ? (part.transcript ?? '') : '';
    })
    .filter((text) => text !== '')
    .join('\n');
}

/** Whether it was said aloud, and not typed. */
export function isHeard({ content }: RealtimeMessageItem): boolean {
  return content.some((part) => part.type === 'input_audio');
}

/** The address of the picture in a message, if there is one. */
export function pictureOf({ content }: RealtimeMessageItem): string | undefined {
  return content.find((part) => part.type === 'input_image')?.imageUrl;
}

/** What a model is told of a line of an earlier conversation, under the id of the line. */
export function itemOfLine({ id, role, text }: TranscriptLine): RealtimeItem {
  const type = role === 'user' ? 'input_text' : 'output_text';
  return { itemId: id, type: 'message', role, status: 'completed', content: [{ type, text }] };
}

/** How far a message is; `isFinal` says whether its words were declared final already. */
export function statusOf(item: SpokenItem, isFinal: boolean): Status {
  if (item.interrupted) return 'cut';
  if (item.role === 'assistant') return assistantStatus(item);
  if (item.transcriptionFailed) return 'unclear';
  if (pictureOf(item) !== undefined) return 'done';
  return isHeard(item) && !isFinal ? 'streaming' : finalStatus('user', textOf(item));
}

/** The status of words that do not change any more. */
export function finalStatus(role: SpokenRole, text: string): Status {
  return role === 'user' && text.trim() === '' ? 'unclear' : 'done';
}

function assistantStatus(item: SpokenItem): Status {
  switch (item.status) {
    case 'completed':
      return 'done';
    case 'incomplete':
      return 'cut';
    case 'in_progress':
      return 'streaming';
  }
}
