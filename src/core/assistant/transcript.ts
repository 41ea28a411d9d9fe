import { isDeepStrictEqual } from 'node:util';
import type { HistoryPatch, RealtimeItem, RealtimeSessionEventOf } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { TranscriptLine } from '#shared/bridge/state.ts';
import type { AppStore } from '../bridge/app-store.ts';
import { createThumbnails } from './thumbnails.ts';
import {
  finalStatus,
  isSpoken,
  pictureOf,
  type SpokenItem,
  type SpokenRole,
  statusOf,
  textOf,
} from './transcript-line.ts';
import type { TypedMessage } from './typed-message.ts';

/** An item of the current session. Items without a message hold only their place. */
type Entry = {
  readonly afterItemId: string | null;
  readonly message?: {
    readonly role: SpokenRole;
    readonly text: string;
    readonly picture?: string | undefined;
    readonly status: TranscriptLine['status'];
    readonly isFinal: boolean;
    readonly at: number;
  };
  /** Set once the message is shown. */
  readonly lineId?: string;
};

type Restored = { readonly role: string; readonly text: string; readonly lineId: string };
type TranscriptEvent = Pick<RealtimeSessionEventOf<'transcript'>, 'role' | 'itemId' | 'text' | 'final'>;

/** Turns the history of sessions into the lines people read. Lines outlive sessions, items do not. */
export class Transcript {
  readonly #store: AppStore;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #thumbnails = createThumbnails();
  #restored: readonly Restored[] = [];
  /** Lines of the items this session was given, by the ids of the session that made them: they may be given on again. */
  #linesOfGiven: ReadonlyMap<string, string> = new Map();
  /** The last line of earlier sessions: the first item of this one comes after it. */
  #lineBeforeSession: string | null = null;

  constructor(store: AppStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  handlePatches(patches: readonly HistoryPatch[]): void {
    for (const patch of patches) this.#apply(patch);
  }

  /** Words as they come; on `final` they are complete. */
  handleTranscript({ role, itemId, text, final }: TranscriptEvent): void {
    const entry = this.#entries.get(itemId);
    if (entry?.message === undefined || entry.message.status === 'cut') return;
    const status = final ? finalStatus(role, text) : 'streaming';
    this.#set(itemId, { ...entry, message: { ...entry.message, text, status, isFinal: final } });
  }

  /** The line that shows an item; `undefined` while none does. */
  lineOf(itemId: string): string | undefined {
    return this.#entries.get(itemId)?.lineId;
  }

  /** A new session begins and is given `restored` items, which have their lines already. */
  startSession(restored: readonly RealtimeItem[]): void {
    const linesOfGiven = new Map<string, string>();
    this.#restored = restored.filter(isSpoken).flatMap((item) => {
      const lineId = this.#entries.get(item.itemId)?.lineId ?? this.#linesOfGiven.get(item.itemId);
      if (lineId === undefined) return [];
      linesOfGiven.set(item.itemId, lineId);
      return [{ role: item.role, text: textOf(item), lineId }];
    });
    this.#linesOfGiven = linesOfGiven;
    this.#entries.clear();
    this.#lineBeforeSession = this.#store.snapshot.transcript.at(-1)?.id ?? null;
  }

  /** The session is gone: what was still coming does not come any more. */
  endSession(): void {
    for (const [itemId, entry] of this.#entries) {
      if (entry.message?.status !== 'streaming') continue;
      const { role, text } = entry.message;
      const status = role === 'assistant' ? 'cut' : finalStatus(role, text);
      this.#set(itemId, { ...entry, message: { ...entry.message, status } });
    }
  }

  /** Shows what was typed while nobody could take it. */
  showWaiting(id: string, { text, picture }: TypedMessage): void {
    const at = this.#clock.wallTime();
    this.#publish({ id, role: 'user', text, ...thumbnail(picture?.thumbnail), status: 'streaming', at });
  }

  /** A message is on its way: of its picture the small copy is shown. */
  handleSent({ picture }: TypedMessage): void {
    if (picture !== undefined) this.#thumbnails.keep(picture);
  }

  /** The waiting text is on its way as an item of its own. */
  removeWaiting(id: string): void {
    this.#store.publish({ type: 'line_removed', id });
  }

  /** Ends what is unfinished and clears everything; these lines of an earlier conversation come first in the next one, as items of the same ids. */
  startConversation(lines: readonly TranscriptLine[]): void {
    this.endSession();
    this.#entries.clear();
    this.#restored = lines.map(({ id, role, text }) => ({ role, text, lineId: id }));
    this.#linesOfGiven = new Map(lines.map(({ id }) => [id, id]));
    this.#lineBeforeSession = lines.at(-1)?.id ?? null;
    this.#store.publish({ type: 'transcript_cleared' });
    for (const line of lines) this.#publish(line);
  }

  #apply(patch: HistoryPatch): void {
    switch (patch.type) {
      case 'add':
        this.#add(patch.item, patch.afterItemId);
        break;
      case 'replace':
        this.#replace(patch.item);
        break;
      case 'append_text':
        // The transcript event of the same delta brings the whole text.
        break;
      case 'move':
        this.#move(patch.itemIds, patch.afterItemId);
        break;
      case 'remove':
        this.#remove(patch.itemId);
    }
  }

  #add(item: RealtimeItem, afterItemId: string | null): void {
    if (!isSpoken(item)) {
      this.#entries.set(item.itemId, { afterItemId });
      return;
    }
    const lineId = this.#takeRestored(item);
    const at = this.#clock.wallTime();
    const message = {
      role: item.role,
      text: textOf(item),
      picture: this.#thumbnails.of(pictureOf(item)),
      status: statusOf(item, false),
      isFinal: false,
      at,
    };
    if (lineId === undefined) this.#set(item.itemId, { afterItemId, message });
    else this.#entries.set(item.itemId, { afterItemId, message, lineId });
  }

  #replace(item: RealtimeItem): void {
    const entry = this.#entries.get(item.itemId);
    if (entry === undefined || !isSpoken(item)) return;
    const { at = this.#clock.wallTime(), isFinal = false, picture } = entry.message ?? {};
    const status = statusOf(item, isFinal);
    const message = { role: item.role, text: textOf(item), picture, status, isFinal, at };
    this.#set(item.itemId, { ...entry, message });
  }

  #move(itemIds: readonly string[], afterItemId: string | null): void {
    let before = afterItemId;
    for (const itemId of itemIds) {
      const { lineId, ...entry } = this.#entries.get(itemId) ?? {};
      this.#entries.delete(itemId);
      if (lineId !== undefined) this.#store.publish({ type: 'line_removed', id: lineId });
      this.#set(itemId, { ...entry, afterItemId: before });
      before = itemId;
    }
  }

  #remove(itemId: string): void {
    const lineId = this.#entries.get(itemId)?.lineId;
    this.#entries.delete(itemId);
    if (lineId !== undefined) this.#store.publish({ type: 'line_removed', id: lineId });
  }

  /** Keeps the entry, and shows it once there is something to read: an answer without words yet is no line. */
  #set(itemId: string, entry: Entry): void {
    const { message, lineId = itemId } = entry;
    const isShown = entry.lineId !== undefined || message?.role === 'user' || message?.text;
    if (message === undefined || !isShown) {
      this.#entries.set(itemId, entry);
      return;
    }
    const before = this.#entries.get(itemId);
    const next = { ...entry, lineId };
    this.#entries.set(itemId, next);
    if (isDeepStrictEqual(before, next)) return;
    const { role, text, picture, status, at } = message;
    const afterId = this.#lineBefore(entry.afterItemId);
    this.#publish({ id: lineId, afterId, role, text, ...thumbnail(picture), status, at });
  }

  /** The nearest line before an item; items in between may have none. */
  #lineBefore(itemId: string | null): string | null {
    const seen = new Set<string>();
    for (let at = itemId; at !== null && !seen.has(at); at = this.#entries.get(at)?.afterItemId ?? null) {
      const lineId = this.#entries.get(at)?.lineId;
      if (lineId !== undefined) return lineId;
      seen.add(at);
    }
    return this.#lineBeforeSession;
  }

  #takeRestored(item: SpokenItem): string | undefined {
    const found = this.#restored.find(({ role, text }) => role === item.role && text === textOf(item));
    this.#restored = this.#restored.filter((entry) => entry !== found);
    return found?.lineId;
  }

  #publish(line: TranscriptLine): void {
    this.#store.publish({ type: 'line', line });
  }
}

const thumbnail = (picture: string | undefined): Pick<TranscriptLine, 'picture'> =>
  picture === undefined ? {} : { picture };
