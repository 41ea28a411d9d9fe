import { HarkError } from '#shared/base/errors.ts';
import type { Item } from '#shared/wire/items.ts';
import type { Recognition } from '../stages.ts';
import type { ItemAudio } from './item-audio.ts';

/** One item and what only the server knows about it. */
export type Entry = {
  readonly id: string;
  /** As clients see it: without audio bytes. Replaced, never changed in place. */
  item: Item;
  readonly audio?: ItemAudio;
  /** Of a spoken item: settles when its words are known, `undefined` when it could not be understood. Never rejects. */
  recognition?: Promise<Recognition | undefined>;
  /** Of what the assistant said: it answers nothing of the conversation, but an input of its own (a timer rings). */
  readonly aside?: boolean;
};

/** The default conversation: a list of items in order. */
export type Conversation = {
  readonly id: string;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Id of the newest item; `null` when there is none. */
  readonly lastId: string | null;
  get(itemId: string): Entry | undefined;
  /**
   * Puts an entry after an item, at the front (`root`) or at the end (absent). The item named must exist.
   * Returns the id of the item directly before it, `null` at the front (§14.6).
   */
  insert(entry: Entry, after?: string): string | null;
  /** Id of the item directly before one; `null` when it is the first or gone. */
  previousOf(itemId: string): string | null;
  /** False when there was no such item. */
  remove(itemId: string): boolean;
};

export function createConversation(id: string): Conversation {
  const entries: Entry[] = [];
  const indexOf = (itemId: string): number => entries.findIndex((entry) => entry.id === itemId);
  const idAt = (index: number): string | null => entries[index]?.id ?? null;
  const placeAfter = (after: string | undefined): number => {
    if (after === undefined) return entries.length;
    if (after === 'root') return 0;
    const index = indexOf(after);
    if (index < 0) throw new HarkError('not_found', `There is no item ${after} in the conversation.`);
    return index + 1;
  };
  return {
    id,
    entries,
    get lastId() {
      return idAt(entries.length - 1);
    },
    get: (itemId) => entries.find((entry) => entry.id === itemId),
    insert(entry, after) {
      const place = placeAfter(after);
      entries.splice(place, 0, entry);
      return idAt(place - 1);
    },
    previousOf: (itemId) => idAt(indexOf(itemId) - 1),
    remove(itemId) {
      const index = indexOf(itemId);
      if (index >= 0) entries.splice(index, 1);
      return index >= 0;
    },
  };
}
