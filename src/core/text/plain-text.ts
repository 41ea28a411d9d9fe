import { stripVTControlCharacters } from 'node:util';

/** Controls other than line break and tab, invisible format characters (bidi overrides, zero-width, tags), lone surrogates. */
const NOT_TEXT = /[[\p{Cc}\p{Cf}\p{Cs}]--[\n\t]]/gv;

/** Text from outside made harmless to show and to speak (reliability reference §6, "Tool output"). */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/\r\n?/g, '\n').replace(NOT_TEXT, '');
}

/** The same text with everything that cannot be seen written out: a name that hides its end must not be said yes to. */
export function visibleText(text: string): string {
  return text.replace(NOT_TEXT, (unseen) => `\\u{${unseen.codePointAt(0)?.toString(16)}}`);
}

/** The beginning of a long text, cut between words; `limit` in characters. */
export function beginningOf(text: string, limit: number): { readonly text: string; readonly cut: boolean } {
  if (text.length <= limit) return { text, cut: false };
  const head = text.slice(0, limit);
  const space = head.search(/\s\S*$/);
  return { text: space > limit / 2 ? head.slice(0, space) : head, cut: true };
}
