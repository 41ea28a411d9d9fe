/** Shorter turns are slips of the finger; servers refuse to commit them (protocol reference §8.4). */
const MIN_TURN_MS = 100;

export type PushToTalkOptions = {
  readonly clearAudio: () => void;
  readonly commitAudio: () => void;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onDropped: (audioMs: number) => void;
};

/** One push-to-talk turn after another: clear, append, commit. `audioMs` counts what was sent, not the time held. */
export class PushToTalk {
  readonly #options: PushToTalkOptions;
  #state: { readonly open: false } | { readonly open: true; audioMs: number } = { open: false };

  constructor(options: PushToTalkOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#state.open;
  }

  /** Opens a turn; does nothing while one is open. */
  start(): void {
    if (this.#state.open) return;
    this.#state = { open: true, audioMs: 0 };
    this.#options.clearAudio();
    this.#options.onOpen();
  }

  noteAudio(audioMs: number): void {
    if (this.#state.open) this.#state.audioMs += audioMs;
  }

  /** Closes the turn. True when it was committed, so that it can be answered. */
  end(): boolean {
    if (!this.#state.open) return false;
    const { audioMs } = this.#state;
    this.#close();
    if (audioMs < MIN_TURN_MS) {
      this.#options.clearAudio();
      this.#options.onDropped(audioMs);
      return false;
    }
    this.#options.commitAudio();
    return true;
  }

  /** Closes the turn as if it had not been. */
  cancel(): void {
    if (!this.#state.open) return;
    this.#close();
    this.#options.clearAudio();
  }

  #close(): void {
    this.#state = { open: false };
    this.#options.onClose();
  }
}
