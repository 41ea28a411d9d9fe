import { createBoundedQueue } from '#shared/base/bounded-queue.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';

/** Events an iterator may lag behind; beyond this the oldest are dropped: a reader that stopped must not fill the memory. */
export const MAX_QUEUED_EVENTS = 10_000;

type Typed = { readonly type: string };

/** One stream of events with any number of readers, who all see every event in the same order. */
export class EventStream<TEvent extends Typed> {
  /** Each list is replaced, never changed: a listener may unsubscribe while an event is delivered. */
  readonly #listeners = new Map<string, readonly ((event: TEvent) => void)[]>();
  readonly #readers = new Set<Reader<TEvent>>();
  readonly #onListenerError: (error: unknown, event: TEvent) => void;
  readonly #undelivered: TEvent[] = [];
  #delivering = false;
  #closed = false;

  constructor(onListenerError: (error: unknown, event: TEvent) => void) {
    this.#onListenerError = onListenerError;
  }

  /** An event that is emitted while another is delivered comes after it, for every reader. */
  emit(event: TEvent): void {
    if (this.#closed) return;
    if (this.#delivering) {
      this.#undelivered.push(event);
      return;
    }
    this.#delivering = true;
    this.#deliver(event);
    for (let next = this.#undelivered.shift(); next !== undefined; next = this.#undelivered.shift()) {
      this.#deliver(next);
    }
    this.#delivering = false;
    if (this.#closed) this.#end();
  }

  /** Whether anybody would get an event of this type: most sessions have nobody who wants every raw frame. */
  isHeard(type: TEvent['type']): boolean {
    return this.#readers.size > 0 || (this.#listeners.get(type)?.length ?? 0) > 0;
  }

  /** Returns the unsubscribe function. */
  on(type: TEvent['type'], listener: (event: TEvent) => void): () => void {
    const own = (event: TEvent): void => listener(event);
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), own]);
    return () => {
      const others = this.#listeners.get(type)?.filter((listener) => listener !== own);
      if (others !== undefined) this.#listeners.set(type, others);
    };
  }

  /** A reader of everything from now on. */
  iterate(): AsyncIterator<TEvent, undefined> {
    const reader = new Reader<TEvent>(() => this.#readers.delete(reader));
    if (this.#closed) reader.end();
    else this.#readers.add(reader);
    return reader;
  }

  /** Everybody gets what was emitted until now, even when a listener closes; iterators give what they hold, then end. */
  close(): void {
    this.#closed = true;
    if (!this.#delivering) this.#end();
  }

  #end(): void {
    for (const reader of [...this.#readers]) reader.end();
    this.#listeners.clear();
  }

  #deliver(event: TEvent): void {
    for (const listener of this.#listeners.get(event.type) ?? []) {
      try {
        listener(event);
      } catch (error) {
        this.#onListenerError(error, event);
      }
    }
    for (const reader of this.#readers) reader.push(event);
  }
}

class Reader<TEvent> implements AsyncIterator<TEvent, undefined> {
  readonly #queue = createBoundedQueue<TEvent>({ limit: MAX_QUEUED_EVENTS, overflow: 'drop-oldest' });
  readonly #waiting: Deferred<IteratorResult<TEvent, undefined>>[] = [];
  readonly #onEnd: () => void;
  #ended = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(event: TEvent): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ done: false, value: event });
    else this.#queue.push(event);
  }

  end(): void {
    this.#ended = true;
    this.#onEnd();
    for (const waiting of this.#waiting.splice(0)) waiting.resolve({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<TEvent, undefined>> {
    const event = this.#queue.shift();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    const waiting = createDeferred<IteratorResult<TEvent, undefined>>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }

  return(): Promise<IteratorResult<TEvent, undefined>> {
    this.#queue.clear();
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }
}
