import { type ContentAddress, contentKey } from '../history/items.ts';

/** Audio that may wait for its check, ms; an answer that would need more is stopped. */
const MAX_HELD_MS = 60_000;

export type AudioGateOptions = {
  /** Whether audio of this response waits until its words were checked. */
  readonly isChecked: (responseId: string) => boolean;
  /** Whether no check of this response will begin any more, or ever would. */
  readonly isOver: (responseId: string) => boolean;
  /** Characters that have arrived for a part so far. */
  readonly textLengthOf: (address: ContentAddress) => number;
  /** The rest of this response cannot be let through: its check failed, its words are missing, or too much waits. */
  readonly onStuck: (responseId: string) => void;
};

export type GatedAudio = ContentAddress & {
  readonly responseId: string;
  readonly durationMs: number;
  readonly release: () => void;
};

type Held = GatedAudio & {
  /** Characters that have to be checked before it is released. */
  readonly textLength: number;
};

/**
 * Holds audio back until the words it goes with have passed the guardrails. Servers send words ahead of their sound
 * (protocol reference §8.3), so the words of a piece are among those that had arrived when the piece came; a piece that
 * comes before any words waits for some.
 */
export class AudioGate {
  readonly #options: AudioGateOptions;
  /** In the order they came, whatever part they belong to: that is the order they are played in. */
  #held: Held[] = [];
  #heldMs = 0;
  /** Characters that passed, by part, per response. */
  readonly #passed = new Map<string, Map<string, number>>();

  constructor(options: AudioGateOptions) {
    this.#options = options;
  }

  /** Releases audio at once or when its words have passed. */
  admit(audio: GatedAudio): void {
    const { responseId, durationMs } = audio;
    if (!this.#options.isChecked(responseId)) {
      audio.release();
      return;
    }
    // Nothing would ever let it pass, and it would stand in everybody's way.
    if (this.#options.isOver(responseId)) return;
    if (this.#heldMs + durationMs > MAX_HELD_MS) {
      this.settle(responseId);
      return;
    }
    // What has no sound of its own, such as the end of a part, waits only for its turn.
    const textLength = durationMs === 0 ? 0 : Math.max(1, this.#options.textLengthOf(audio));
    this.#held.push({ ...audio, textLength });
    this.#heldMs += durationMs;
    this.#release();
  }

  /** The first `textLength` characters of a part have passed. */
  pass(responseId: string, { itemId, contentIndex }: ContentAddress, textLength: number): void {
    const parts = this.#passed.get(responseId) ?? new Map<string, number>();
    this.#passed.set(responseId, parts);
    const part = contentKey(itemId, contentIndex);
    parts.set(part, Math.max(textLength, parts.get(part) ?? 0));
    this.#release();
  }

  /** No further check of this response will come: what it still holds never passes. */
  settle(responseId: string): void {
    this.#passed.delete(responseId);
    const rest = this.#held.filter((held) => held.responseId !== responseId);
    const isStuck = rest.length < this.#held.length;
    this.#keep(rest);
    if (isStuck) this.#options.onStuck(responseId);
  }

  /** Forgets everything that waits: it is not played any more. */
  clear(): void {
    this.#keep([]);
  }

  #release(): void {
    for (let next = this.#held[0]; next !== undefined && this.#mayGo(next); next = this.#held[0]) {
      this.#held.shift();
      this.#heldMs -= next.durationMs;
      next.release();
    }
  }

  #mayGo({ responseId, itemId, contentIndex, textLength }: Held): boolean {
    return textLength <= (this.#passed.get(responseId)?.get(contentKey(itemId, contentIndex)) ?? 0);
  }

  #keep(held: Held[]): void {
    this.#held = held;
    this.#heldMs = held.reduce((sum, { durationMs }) => sum + durationMs, 0);
    this.#release();
  }
}
