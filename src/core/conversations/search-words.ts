/** More words than these add nothing to a search. */
const MAX_WORDS = 16;

/**
 * What people type, as a query of FTS5 that finds entries with every word or its beginning; `undefined` when there is no word.
 * Only letters and digits get through, and in quotes, so that no sign of the query language does.
 */
export function toMatch(typed: string): string | undefined {
  const words = typed.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  return words
    .slice(0, MAX_WORDS)
    .map((word) => `"${word}"*`)
    .join(' AND ');
}
