import { HarkError } from '#shared/base/errors.ts';
import { keepNewest } from '#shared/base/keep-newest.ts';
import type { ModelInput } from '../model/model-inputs.ts';

/** Items kept for want of a confirmation; beyond it the oldest is taken to have arrived. */
const MAX_UNCONFIRMED = 500;

type CreateItem = Extract<ModelInput, { type: 'create_item' }>;

/**
 * Items we put into the conversation and the server has not shown to have: what is typed and what tools answer is given
 * to the next connection, as often as it takes.
 */
export class UnconfirmedItems {
  readonly #send: (input: CreateItem) => boolean;
  readonly #kept = new Map<string, CreateItem>();

  constructor(send: (input: CreateItem) => boolean) {
    this.#send = send;
  }

  /** Throws `unavailable` when nothing more can be kept while nobody takes it. */
  requireRoom(): void {
    if (this.#kept.size < MAX_UNCONFIRMED) return;
    throw new HarkError('unavailable', `${MAX_UNCONFIRMED} messages wait for the connection already.`, {
      kept: 'The messages before this one are kept.',
      action: 'Wait until the session is connected again.',
    });
  }

  /** Ids of the calls whose outputs are on their way. */
  get callIds(): ReadonlySet<string> {
    return new Set(
      [...this.#kept.values()].flatMap(({ item }) => (item.type === 'tool_output' ? [item.callId] : [])),
    );
  }

  create(input: CreateItem): void {
    this.#kept.set(input.item.itemId, input);
    keepNewest(this.#kept, MAX_UNCONFIRMED);
    this.#send(input);
  }

  /** The server has the item. */
  handleItem(itemId: string): void {
    this.#kept.delete(itemId);
  }

  /** The server does not want it; it would refuse it again. */
  handleRefused(requestId: string | undefined): void {
    for (const [itemId, input] of this.#kept) {
      if (input.requestId === requestId) this.#kept.delete(itemId);
    }
  }

  /** Withdraws the messages; outputs stay, every call needs its one. */
  forgetMessages(): void {
    for (const [itemId, { item }] of this.#kept) {
      if (item.type === 'message') this.#kept.delete(itemId);
    }
  }

  /** Gives everything to a new connection, in order, behind what it has been told. */
  sendAgain(): void {
    for (const { previousItemId: _, ...input } of this.#kept.values()) this.#send(input);
  }
}
