import type { Cancel, Clock } from '#shared/base/clock.ts';

type Gate = {
  readonly open: Set<string>;
  /** Output items that ask for an answer. */
  answers: string[];
  isDone: boolean;
  /** Runs from the first output that waits for others. */
  cancelTimer: Cancel | undefined;
};

/**
 * One answer for all tools of a response: it waits until the response is done and every call of it has its output, but
 * not longer than a limit for a slow one while others are ready.
 */
export class ToolBarrier {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #onReady: (outputItemIds: readonly string[]) => void;
  readonly #gates = new Map<string, Gate>();

  constructor(clock: Clock, limitMs: number, onReady: (outputItemIds: readonly string[]) => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#onReady = onReady;
  }

  /** Whether any call is without its output. */
  get isBusy(): boolean {
    return [...this.#gates.values()].some((gate) => gate.open.size > 0);
  }

  open(responseId: string, callId: string): void {
    const gate = this.#gates.get(responseId) ?? {
      open: new Set(),
      answers: [],
      isDone: false,
      cancelTimer: undefined,
    };
    this.#gates.set(responseId, gate);
    gate.open.add(callId);
  }

  /** The output of a call was sent; `outputItemId` is undefined when it asks for no answer. */
  settle(responseId: string, callId: string, outputItemId: string | undefined): void {
    const gate = this.#gates.get(responseId);
    if (gate === undefined || !gate.open.delete(callId)) return;
    if (outputItemId !== undefined) gate.answers.push(outputItemId);
    this.#advance(responseId, gate);
  }

  handleResponseDone(responseId: string): void {
    const gate = this.#gates.get(responseId);
    if (gate === undefined) return;
    gate.isDone = true;
    this.#advance(responseId, gate);
  }

  /** No response will be told to have ended any more: the connection is gone. */
  handleLost(): void {
    for (const [responseId, gate] of [...this.#gates]) {
      gate.isDone = true;
      this.#advance(responseId, gate);
    }
  }

  close(): void {
    for (const gate of this.#gates.values()) gate.cancelTimer?.();
    this.#gates.clear();
  }

  #advance(responseId: string, gate: Gate): void {
    if (!gate.isDone) return;
    if (gate.open.size === 0) {
      this.#gates.delete(responseId);
      this.#release(gate);
    } else if (gate.answers.length > 0) {
      gate.cancelTimer ??= this.#clock.after(this.#limitMs, () => this.#release(gate));
    }
  }

  #release(gate: Gate): void {
    gate.cancelTimer?.();
    gate.cancelTimer = undefined;
    const ready = gate.answers;
    gate.answers = [];
    if (ready.length > 0) this.#onReady(ready);
  }
}
