import type { ServerEvent } from '#shared/wire/server-events.ts';

type ItemEvent = Extract<
  ServerEvent,
  {
    type:
      | 'conversation.item.added'
      | 'conversation.item.created'
      | 'conversation.item.done'
      | 'response.output_item.done';
  }
>;

/**
 * Fills in the `conversation.item.done` of an answer's item where a server leaves it out: those of the beta do, and older
 * builds of compatible ones. Items beside the conversation were never added to it, and stay outside.
 */
export class ItemCompletion {
  /** Items that were added to the conversation and that nothing has called done; forgotten when their response is. */
  readonly #open = new Set<string>();

  /** The event itself, after the one that was left out. */
  complete(event: ItemEvent): readonly ServerEvent[] {
    const { type, item } = event;
    const { id, status } = item;
    if (id === undefined) return [event];
    if (type === 'conversation.item.added' || type === 'conversation.item.created') {
      if (status === 'in_progress') this.#open.add(id);
    } else if (this.#open.delete(id) && type === 'response.output_item.done') {
      return [{ type: 'conversation.item.done', item }, event];
    }
    return [event];
  }

  handleResponseDone(): void {
    this.#open.clear();
  }
}
