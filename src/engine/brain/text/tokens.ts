import type { Span } from '../phrase/slot-type.ts';

/** One word of a text: how it is compared, and where it stands (UTF-16 offsets, end exclusive). */
export type Token = { readonly word: string; readonly start: number; readonly end: number };

export type TokenisedText = { readonly source: string; readonly tokens: readonly Token[] };

/** Longer texts are cut: nothing said to an assistant has more words. */
const MAX_WORDS = 2_000;

/** What people type without the apostrophe. */
const MISSING_APOSTROPHES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    whats: "what's",
    wheres: "where's",
    hows: "how's",
    whos: "who's",
    whens: "when's",
    dont: "don't",
    im: "i'm",
    thats: "that's",
  }),
);

/**
 * Cuts typed or recognised text into words to compare with phrases: lower case, straight apostrophes, no punctuation
 * around a word, "ten-minute" as two words, "1h30m" as "1 h 30 m", "15%" as "15 percent". "3.5", "7:30", "notes.txt" and
 * "12*7" stay whole.
 */
export function tokenise(source: string): TokenisedText {
  const tokens: Token[] = [];
  for (const match of source.matchAll(/\S+/gu)) {
    if (tokens.length >= MAX_WORDS) break;
    addTokens(tokens, match[0], match.index);
  }
  return { source, tokens };
}

/** The words and the text of the tokens `from` (inclusive) to `to` (exclusive). */
export function spanOf(text: TokenisedText, from: number, to: number): Span {
  const tokens = text.tokens.slice(from, to);
  return {
    words: tokens.map((token) => token.word),
    raw: text.source.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0),
  };
}

function addTokens(tokens: Token[], chunk: string, offset: number): void {
  const core = /^["“”'‘’¿¡]*(.*?)["“”'‘’?!.,;:…]*$/u.exec(chunk);
  const text = core?.[1] ?? '';
  const start = offset + chunk.indexOf(text);
  const plain = text.toLowerCase().replace(/[’‘]/g, "'");
  const pieces = splitPattern(plain);
  if (pieces === undefined) {
    if (plain !== '') tokens.push({ word: canonical(plain), start, end: start + text.length });
    return;
  }
  for (const piece of plain.matchAll(pieces)) {
    const at = start + piece.index;
    tokens.push({ word: piece[0] === '%' ? 'percent' : piece[0], start: at, end: at + piece[0].length });
  }
}

/** How to cut a chunk into several words, or `undefined` to leave it whole. */
function splitPattern(plain: string): RegExp | undefined {
  if (/^(\d+([.:]\d+)?[a-z]{1,7})+$/.test(plain)) return /\d+([.:]\d+)?|[a-z]+/g;
  if (/^\d+([.,]\d+)*%$/.test(plain)) return /[^%]+|%/g;
  if (/^([a-z]+|\d+)(-[a-z]+)+$/.test(plain)) return /[^-]+/g;
  return undefined;
}

function canonical(word: string): string {
  if (/^[ap]\.m$/.test(word)) return word.replace('.', '');
  return MISSING_APOSTROPHES.get(word) ?? word;
}
