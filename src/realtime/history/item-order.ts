type Link = {
  readonly itemId: string;
  previous: Link;
  next: Link;
  /** Whether the server has said where it belongs. */
  placed: boolean;
  /** Whether it counts as an item; placeholders and deleted ones only hold their place. */
  visible: boolean;
};

/**
 * The order of a conversation, kept as the server keeps it: each item names the one before it.
 *
 * Items may arrive before the one they follow. Such an item waits in a chain of its own behind a placeholder for the
 * missing one; when that arrives the whole chain moves to its place at once. Chains are rings of links, so that an
 * operation costs the same however long the conversation is, and any order of arrival ends in the same order of items.
 */
export class ItemOrder {
  readonly #links = new Map<string, Link>();
  readonly #removed = new Set<string>();
  readonly #root = newRing('');
  /** First links of the chains: the conversation itself, then those that wait for the item they follow. */
  readonly #chains = new Set<Link>([this.#root]);

  /**
   * Says where an item belongs: null is the front, undefined the end. Repeating it changes nothing.
   * Answers the visible items that changed their place together, in order.
   */
  place(itemId: string, previousItemId: string | null | undefined): readonly string[] {
    const link = this.#linkOf(itemId);
    if (link.placed || itemId === previousItemId) return [];
    const target = this.#targetOf(previousItemId);
    // A server that named a circle would tie the chain to itself.
    if (linksOf(link).includes(target)) return [];
    link.placed = true;
    const moved = visibleIn(link);
    this.#chains.delete(link);
    spliceAfter(target, link);
    return moved;
  }

  /** Counts the item in, at the end when its place is not known yet. False when it was in already, or was removed. */
  show(itemId: string): boolean {
    const link = this.#linkOf(itemId);
    if (link.visible || this.#removed.has(itemId)) return false;
    link.visible = true;
    return true;
  }

  /** Takes the item out for good; later news about it is ignored. True when it was visible. */
  remove(itemId: string): boolean {
    this.#removed.add(itemId);
    const link = this.#linkOf(itemId);
    const wasVisible = link.visible;
    link.visible = false;
    return wasVisible;
  }

  isRemoved(itemId: string): boolean {
    return this.#removed.has(itemId);
  }

  isVisible(itemId: string): boolean {
    return this.#links.get(itemId)?.visible ?? false;
  }

  /** The visible item before this one; null when it is the first. */
  visibleBefore(itemId: string): string | null {
    const link = this.#linkOf(itemId);
    const inChain = this.#chains.has(link) ? undefined : this.#lastVisible(link.previous);
    if (inChain !== undefined) return inChain;
    let own = link;
    while (!this.#chains.has(own)) own = own.previous;
    let before: string | null = null;
    for (const first of this.#chains) {
      if (first === own) break;
      before = this.#lastVisible(first.previous) ?? before;
    }
    return before;
  }

  /** All visible items in order. */
  list(): string[] {
    return [...this.#chains].flatMap(visibleIn);
  }

  #linkOf(itemId: string): Link {
    const known = this.#links.get(itemId);
    if (known) return known;
    const link = newRing(itemId);
    this.#links.set(itemId, link);
    this.#chains.add(link);
    return link;
  }

  #targetOf(previousItemId: string | null | undefined): Link {
    if (previousItemId === null) return this.#root;
    return previousItemId === undefined ? this.#root.previous : this.#linkOf(previousItemId);
  }

  /** The last visible link from `last` back to the chain's first. */
  #lastVisible(last: Link): string | undefined {
    let link = last;
    while (!link.visible && !this.#chains.has(link)) link = link.previous;
    return link.visible ? link.itemId : undefined;
  }
}

function newRing(itemId: string): Link {
  const link: Partial<Link> & { itemId: string } = { itemId, placed: false, visible: false };
  return Object.assign(link, { previous: link, next: link }) as Link;
}

/** Puts the whole ring that begins with `first` behind `target`. */
function spliceAfter(target: Link, first: Link): void {
  const last = first.previous;
  last.next = target.next;
  target.next.previous = last;
  target.next = first;
  first.previous = target;
}

function linksOf(first: Link): Link[] {
  const links = [first];
  for (let link = first.next; link !== first; link = link.next) links.push(link);
  return links;
}

function visibleIn(first: Link): string[] {
  return linksOf(first).flatMap((link) => (link.visible ? [link.itemId] : []));
}
