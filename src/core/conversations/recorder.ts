import { randomUUID } from 'node:crypto';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { BridgeEvent, ToolActivity, TranscriptLine } from '#shared/bridge/state.ts';
import type { AppStore } from '../bridge/app-store.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ConversationChange, PlacedEntry } from './queries.ts';

export type RecorderParts = {
  readonly app: Pick<AppStore, 'snapshot' | 'subscribe'>;
  readonly store: Pick<ConversationStore, 'write'>;
  readonly clock: Clock;
  /** False while the person wants nothing kept. */
  readonly isOn: () => boolean;
  /** What was said is in the store now. */
  readonly onWritten: () => void;
  /** Told once per run of failures; what is unsaved is tried again. */
  readonly onProblem: (problem: HarkError) => void;
};

/** A conversation of the store that goes on. */
export type ResumedConversation = {
  readonly conversation: ConversationChange['conversation'];
  /** Under which its entries are shown. They are kept already. */
  readonly shownIds: readonly string[];
  /** Of its last entry. */
  readonly position: number;
};

/** What is said within this time is written together, ms. */
const WRITE_DELAY_MS = 250;
const RETRY_DELAY_MS = 5_000;
/** Entries that wait for a disk that fails; beyond it the oldest are given up. */
const MAX_PENDING = 1_000;

type Current = {
  readonly conversation: ConversationChange['conversation'];
  /** What is shown, by the id it is shown under. */
  readonly places: Map<string, { readonly entryId: string; readonly position: number }>;
  /** Position of the last entry. */
  last: number;
  /** True once an entry has words: before, there is nothing to keep. */
  begun: boolean;
};

/**
 * Keeps what the person sees of a conversation: lines that are complete and tools that have ended, as they are shown. It
 * follows the events that pages follow, so that the two cannot differ, and only ever hands whole batches to the store.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  /** What is to be written, by the id of the entry. */
  readonly #pending = new Map<string, ConversationChange>();
  /** Conversations that were deleted while Hark runs. */
  readonly #forgotten = new Set<string>();
  /** Lines and calls that are not kept: said while the history was off, or of a conversation that was left or deleted. */
  #skipped = new Set<string>();
  #current: Current | undefined;
  #next: ResumedConversation | undefined;
  #writing: Promise<void> = Promise.resolve();
  #cancelWrite: Cancel | undefined;
  #failing = false;
  readonly #unsubscribe: () => void;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.app.subscribe((event) => this.#handle(event));
  }

  /** The id of the conversation that goes on; absent until something is kept of it. */
  get currentId(): string | undefined {
    return this.#current?.begun === true ? this.#current.conversation.id : undefined;
  }

  /** The next conversation that begins, by clearing the present one, is this one of the store. */
  resumeNext(conversation: ResumedConversation): void {
    this.#next = conversation;
  }

  /** The conversation was deleted: nothing that was said in it so far is kept any more. */
  forget(id: string): void {
    this.#forgotten.add(id);
    if (this.#current?.conversation.id !== id) return;
    for (const shownId of this.#current.places.keys()) this.#skipped.add(shownId);
    this.#current = undefined;
  }

  /** Resolves when everything so far was tried to be written. */
  flush(): Promise<void> {
    this.#cancelWrite?.();
    this.#cancelWrite = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Writes what is left and listens no more. */
  close(): Promise<void> {
    this.#unsubscribe();
    const written = this.flush();
    return written.then(() => this.#cancelWrite?.());
  }

  #handle(event: BridgeEvent): void {
    if (event.type === 'transcript_cleared') this.#begin();
    if (event.type === 'line') this.#keepLine(event.line);
    if (event.type === 'line_removed') this.#remove(event.id);
    if (event.type === 'activity') this.#keepActivity(event.activity);
  }

  #begin(): void {
    // What of the former conversation is still to come belongs to no other.
    this.#skipped = new Set([...(this.#current?.places.keys() ?? []), ...(this.#next?.shownIds ?? [])]);
    this.#current = undefined;
    if (this.#next === undefined) return;
    const { conversation, position } = this.#next;
    this.#current = { conversation, places: new Map(), last: position, begun: true };
    this.#next = undefined;
  }

  #keepLine({ id, role, text: words, picture, status, at }: TranscriptLine): void {
    const place = this.#placeOf(id);
    if (place === undefined || status === 'streaming') return;
    // Pictures are not kept, only that there was one.
    const text = picture === undefined ? words : `[picture] ${words}`.trim();
    this.#keep({ id: place.entryId, position: place.position, role, label: '', text, status, at });
  }

  #keepActivity({ callId, label, detail, status, at }: ToolActivity): void {
    const place = this.#placeOf(callId);
    if (place === undefined || status === 'waiting' || status === 'running') return;
    this.#keep({
      id: place.entryId,
      position: place.position,
      role: 'tool',
      label,
      text: detail,
      status,
      at,
    });
  }

  #keep(entry: PlacedEntry): void {
    const current = this.#current;
    if (current === undefined || (!current.begun && entry.text === '')) return;
    current.begun = true;
    this.#put(entry.id, { conversation: this.#about(current), entries: [entry], removed: [] });
  }

  #remove(id: string): void {
    const place = this.#current?.places.get(id);
    if (this.#current === undefined || place === undefined) return;
    this.#current.places.delete(id);
    if (!this.#current.begun) return;
    const conversation = this.#about(this.#current);
    this.#put(place.entryId, { conversation, entries: [], removed: [place.entryId] });
  }

  #about({ conversation }: Current): ConversationChange['conversation'] {
    return { ...conversation, endpoint: this.#parts.app.snapshot.endpoint.label };
  }

  /** The place that a line or call got when it was first seen; `undefined` when it is not to be kept. */
  #placeOf(id: string): { readonly entryId: string; readonly position: number } | undefined {
    if (!this.#parts.isOn()) this.#skipped.add(id);
    if (this.#skipped.has(id)) return undefined;
    const startedAt = this.#parts.clock.wallTime();
    this.#current ??= {
      conversation: { id: randomUUID(), endpoint: '', startedAt },
      places: new Map(),
      last: 0,
      begun: false,
    };
    const { places } = this.#current;
    const known = places.get(id);
    if (known !== undefined) return known;
    const place = { entryId: randomUUID(), position: this.#positionOf(id, this.#current) };
    places.set(id, place);
    return place;
  }

  /** At the end, unless a line that is known stands after it: then just before that. */
  #positionOf(id: string, current: Current): number {
    const { transcript } = this.#parts.app.snapshot;
    const index = transcript.findLastIndex((line) => line.id === id);
    const positionAt = (at: number): number | undefined =>
      current.places.get(transcript[at]?.id ?? '')?.position;
    const next = index === -1 ? undefined : positionAt(index + 1);
    if (next !== undefined) return ((positionAt(index - 1) ?? next - 1) + next) / 2;
    current.last = Math.max(current.last + 1, this.#parts.clock.wallTime());
    return current.last;
  }

  #put(entryId: string, change: ConversationChange): void {
    this.#pending.delete(entryId);
    this.#pending.set(entryId, change);
    for (const oldest of this.#pending.keys()) {
      if (this.#pending.size <= MAX_PENDING) break;
      this.#pending.delete(oldest);
    }
    this.#writeAfter(WRITE_DELAY_MS);
  }

  #writeAfter(delayMs: number): void {
    this.#cancelWrite ??= this.#parts.clock.after(delayMs, () => void this.flush());
  }

  async #write(): Promise<void> {
    if (this.#pending.size === 0) return;
    const batch = [...this.#pending].filter(([, change]) => !this.#forgotten.has(change.conversation.id));
    this.#pending.clear();
    try {
      await this.#parts.store.write(batch.map(([, change]) => change));
      this.#failing = false;
      this.#parts.onWritten();
    } catch (error) {
      this.#handleFailure(batch, error);
    }
  }

  #handleFailure(batch: readonly (readonly [string, ConversationChange])[], error: unknown): void {
    const { reason, message, ...rest } = toErrorData(error);
    if (!this.#failing) this.#parts.onProblem(new HarkError(reason, message, { ...rest, cause: error }));
    this.#failing = true;
    const newer = [...this.#pending];
    this.#pending.clear();
    for (const [id, change] of [...batch, ...newer]) this.#put(id, change);
    this.#cancelWrite?.();
    this.#cancelWrite = undefined;
    this.#writeAfter(RETRY_DELAY_MS);
  }
}
