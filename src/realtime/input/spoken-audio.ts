import { keepNewest } from '#shared/base/keep-newest.ts';

/** What is kept of the microphone for another connection, ms; beyond it the oldest is dropped. */
const MAX_KEPT_MS = 30_000;
/** What is kept while a server that finds the turns hears nobody: the beginning of a turn it has not told of yet, ms. */
const LEAD_MS = 2_000;
/** Items of the user remembered, so that one that is told twice counts once. */
const MAX_ITEMS = 64;

type Segment = {
  chunks: { readonly audio: ArrayBufferView; readonly ms: number }[];
  itemId: string | undefined;
  /** Handed in by us, not found by the server. */
  isCommitted: boolean;
};

const newSegment = (): Segment => ({ chunks: [], itemId: undefined, isCommitted: false });

/**
 * What was said and is not known to have been understood: if the connection breaks, the next one has to hear it again.
 *
 *   open ──committed, or the server found its end──▶ handed in ──transcribed, or answered──▶ forgotten
 */
export class SpokenAudio {
  /** Whether the server finds the turns; otherwise everything belongs to a turn until it is committed or cleared. */
  readonly #serverFindsTurns: () => boolean;
  #handedIn: Segment[] = [];
  #open = newSegment();
  #keptMs = 0;
  #droppedMs = 0;
  #isHeard = false;
  #isOffline = false;
  readonly #items = new Set<string>();

  constructor(serverFindsTurns: () => boolean) {
    this.#serverFindsTurns = serverFindsTurns;
  }

  /** Audio that did not fit into what is kept while nothing was connected, ms. */
  get droppedMs(): number {
    return this.#droppedMs;
  }

  /** Whether another connection has something to hear. */
  get isWanted(): boolean {
    const isOpen = this.#serverFindsTurns() ? this.#isHeard || this.#isOffline : true;
    return this.#handedIn.length > 0 || (isOpen && this.#open.chunks.length > 0);
  }

  /** Takes a copy; the caller may use its buffer again. */
  keep(audio: ArrayBufferView, ms: number): void {
    this.#open.chunks.push({ audio: copyOf(audio), ms });
    this.#keptMs += ms;
    const isIdle = this.#serverFindsTurns() && !this.#isHeard && !this.#isOffline;
    this.#trim(isIdle && this.#handedIn.length === 0 ? LEAD_MS : MAX_KEPT_MS);
  }

  /** The open turn is dropped or begins anew. */
  clear(): void {
    this.#replaceOpen();
  }

  commit(): void {
    this.#open.isCommitted = true;
    this.#handIn();
  }

  handleSpeechStarted(): void {
    this.#isHeard = true;
  }

  /** The server made an item of what was said. */
  handleItem(itemId: string): void {
    if (this.#items.has(itemId)) return;
    this.#items.add(itemId);
    keepNewest(this.#items, MAX_ITEMS);
    if (this.#isHeard) this.#handIn();
    const segment = this.#handedIn.find((candidate) => candidate.itemId === undefined);
    if (segment !== undefined) segment.itemId = itemId;
  }

  /** The words of an item are known, or never will be. */
  handleUnderstood(itemId: string): void {
    this.#forget((segment) => segment.itemId === itemId);
  }

  /** An answer has come to its end: what it answered was understood. */
  handleAnswered(): void {
    this.#forget((segment) => segment.itemId !== undefined);
  }

  /** Answers the items whose audio is kept: the next connection makes new ones of it. */
  handleLost(): readonly string[] {
    this.#isOffline = true;
    const itemIds = this.#handedIn.flatMap(({ itemId }) => itemId ?? []);
    for (const segment of this.#handedIn) segment.itemId = undefined;
    return itemIds;
  }

  /** Another connection is there. `send` gets all that is wanted, in order; `commit` ends a turn that was handed in. */
  sendAgain(send: (audio: ArrayBufferView) => void, commit: () => void): void {
    const isWanted = this.isWanted;
    this.#isOffline = false;
    if (!isWanted) return;
    for (const { chunks, isCommitted } of this.#handedIn) {
      for (const { audio } of chunks) send(audio);
      if (isCommitted || !this.#serverFindsTurns()) commit();
    }
    for (const { audio } of this.#open.chunks) send(audio);
  }

  #handIn(): void {
    if (this.#open.chunks.length > 0) this.#handedIn.push(this.#open);
    this.#open = newSegment();
    this.#isHeard = false;
  }

  #trim(limitMs: number): void {
    while (this.#keptMs > limitMs) {
      const segment = this.#handedIn[0] ?? this.#open;
      const dropped = segment.chunks.shift();
      if (dropped === undefined) this.#handedIn.shift();
      else this.#keptMs -= dropped.ms;
      if (dropped !== undefined && this.#isOffline) this.#droppedMs += dropped.ms;
      if (dropped === undefined && segment === this.#open) return;
    }
  }

  #replaceOpen(): void {
    this.#keptMs -= durationOf(this.#open);
    this.#open = newSegment();
    this.#isHeard = false;
  }

  #forget(isKnown: (segment: Segment) => boolean): void {
    this.#keptMs -= this.#handedIn.filter(isKnown).reduce((sum, segment) => sum + durationOf(segment), 0);
    this.#handedIn = this.#handedIn.filter((segment) => !isKnown(segment));
  }
}

function durationOf({ chunks }: Segment): number {
  return chunks.reduce((sum, { ms }) => sum + ms, 0);
}

/** Samples stay samples, everything else is bytes in the input format. */
function copyOf(audio: ArrayBufferView): ArrayBufferView {
  if (audio instanceof Int16Array) return audio.slice();
  return new Uint8Array(audio.buffer, audio.byteOffset, audio.byteLength).slice();
}
