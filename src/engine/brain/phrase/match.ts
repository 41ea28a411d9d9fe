import { spanOf, type TokenisedText, tokenise } from '../text/tokens.ts';
import type { Pattern, Slot } from './pattern.ts';
import type { SlotType, SlotValue } from './slot-type.ts';

/** A slot that was filled: with what, and by which words. */
export type FilledSlot = {
  readonly slot: Slot;
  readonly value: SlotValue;
  readonly raw: string;
  /** Index of its first word, and how many there are. */
  readonly from: number;
  readonly words: number;
};

/** One reading of a piece of text by a pattern. */
export type Reading = {
  readonly filled: readonly FilledSlot[];
  /** Words that stand in the pattern itself. */
  readonly literalWords: number;
  /** Words that only a slot for any text could take. */
  readonly freeWords: number;
};

/** What a match is made in. */
export type MatchContext = {
  readonly text: TokenisedText;
  /** The value and the text of the words `from` to `to` (exclusive) as a slot of this type, or `undefined`. */
  read(type: SlotType, from: number, to: number): ReadSpan | undefined;
};

export type ReadSpan = { readonly value: SlotValue; readonly raw: string };

/** The context of one text; "tomorrow" is counted from `now`. Nothing is read twice: many phrases share a slot type. */
export function matchContext(source: string, now: Date): MatchContext {
  const text = tokenise(source);
  const known = new Map<SlotType, Map<number, ReadSpan | undefined>>();
  return {
    text,
    read(type, from, to) {
      const spans = known.get(type) ?? new Map<number, ReadSpan | undefined>();
      known.set(type, spans);
      const key = from * (text.tokens.length + 1) + to;
      if (!spans.has(key)) {
        const span = spanOf(text, from, to);
        const value = type.parse(span, now);
        spans.set(key, value === undefined ? undefined : { value, raw: span.raw });
      }
      return spans.get(key);
    },
  };
}

type Continue = (at: number, reading: Reading) => void;

const NOTHING_READ: Reading = { filled: [], literalWords: 0, freeWords: 0 };

/** Calls `found` for every way the pattern fits the text from token `from` on, with the token after it. */
export function readings(pattern: Pattern, context: MatchContext, from: number, found: Continue): void {
  walk(pattern, context, { at: from, reading: NOTHING_READ }, found);
}

/** Whether the first reading is the better one: fewer words that fit anything, then more words that had to be there. */
export function isBetter(one: Reading, other: Reading | undefined): boolean {
  if (other === undefined) return true;
  if (one.freeWords !== other.freeWords) return one.freeWords < other.freeWords;
  return one.literalWords > other.literalWords;
}

type Place = { readonly at: number; readonly reading: Reading };

function walk(pattern: Pattern, context: MatchContext, place: Place, next: Continue): void {
  const { at, reading } = place;
  switch (pattern.kind) {
    case 'word':
      if (context.text.tokens[at]?.word === pattern.word) {
        next(at + 1, { ...reading, literalWords: reading.literalWords + 1 });
      }
      return;
    case 'sequence':
      walkSequence(pattern.parts, context, place, next);
      return;
    case 'choice':
      for (const option of pattern.options) walk(option, context, place, next);
      return;
    case 'optional':
      walk(pattern.part, context, place, next);
      next(at, reading);
      return;
    case 'repeat':
      walk(pattern.part, context, place, (after, read) => {
        next(after, read);
        if (after > at) walk(pattern, context, { at: after, reading: read }, next);
      });
      return;
    case 'rule':
      walk(pattern.part, context, place, next);
      return;
    case 'slot':
      walkSlot(pattern.slot, context, place, next);
      return;
  }
}

function walkSequence(parts: readonly Pattern[], context: MatchContext, place: Place, next: Continue): void {
  const [first, ...rest] = parts;
  if (first === undefined) next(place.at, place.reading);
  else {
    walk(first, context, place, (at, reading) => walkSequence(rest, context, { at, reading }, next));
  }
}

function walkSlot(slot: Slot, context: MatchContext, { at, reading }: Place, next: Continue): void {
  const last = Math.min(context.text.tokens.length, at + slot.type.maxWords);
  for (let end = last; end > at; end -= 1) {
    const read = context.read(slot.type, at, end);
    if (read === undefined) continue;
    next(end, {
      filled: [...reading.filled, { slot, ...read, from: at, words: end - at }],
      literalWords: reading.literalWords,
      freeWords: reading.freeWords + (slot.type.free ? end - at : 0),
    });
  }
}
