/** What a map or set has that is needed to forget its oldest entries. */
type Entries<Key> = { readonly size: number; keys(): Iterable<Key>; delete(key: Key): boolean };

/** Forgets the oldest entries beyond `limit`: what is remembered about a conversation must not grow with it. */
export function keepNewest<Key>(entries: Entries<Key>, limit: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= limit) return;
    entries.delete(key);
  }
}
