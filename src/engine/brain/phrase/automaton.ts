import type { Completeness } from '../../stages.ts';
import { optional, type Pattern, slotsOf } from './pattern.ts';
import { startsOf } from './starts.ts';

/** A pattern that is a whole sentence, and a number that is the same for all sentences that mean the same. */
export type Sentence = { readonly pattern: Pattern; readonly meaning: number };

export type AutomatonParts = {
  /** May stand before every sentence. */
  readonly before: Pattern;
  /** May stand after every sentence without changing what it means. */
  readonly after: Pattern;
  readonly sentences: readonly Sentence[];
};

/** A place in a sentence: what must still be said from here. */
type Place =
  | { readonly kind: 'end'; readonly meaning: number }
  /** The beginning of any sentence, after opening words. */
  | { readonly kind: 'fork'; readonly places: readonly Place[] }
  | {
      readonly kind: 'rest';
      readonly pattern: Pattern;
      readonly next: Place;
      readonly inSlot: boolean;
      readonly meaning: number | undefined;
      /** Whether words that fill a slot may follow. */
      readonly slotAhead: boolean;
      /** Whether the sentence could end here. */
      readonly mayEnd: boolean;
    };

type Rest = Extract<Place, { kind: 'rest' }>;

/**
 * A nondeterministic automaton over the words of a grammar, to tell while somebody speaks whether they could be done.
 * A sentence counts as unfinished business when more words could fill a slot ("ten minutes … and thirty seconds") or
 * turn it into another request ("cancel … the timer"); words that change nothing ("… please") do not count. Its places
 * are made when they are first reached: most of a grammar is never spoken.
 */
export class Automaton {
  private readonly start: ReadonlySet<Place>;
  private readonly firstWords = new Map<string, ReadonlySet<Place>>();
  private readonly known = new Map<Place, Map<Pattern, Rest>>();
  private readonly again = new Map<Pattern, Pattern>();

  constructor({ before, after, sentences }: AutomatonParts) {
    const courtesy = optional(after);
    const places = sentences.map(({ pattern, meaning }) =>
      this.rest(pattern, this.rest(courtesy, { kind: 'end', meaning }, false), false),
    );
    this.start = new Set([...places, this.rest(before, { kind: 'fork', places }, false)]);
  }

  /** What the words so far are; words that no sentence begins with are `incomplete`. */
  completeness(words: readonly string[]): Completeness {
    let places: ReadonlySet<Place> = this.start;
    for (const word of words) places = this.after(places, word);
    const ended = new Set<number | undefined>();
    for (const place of places) if (mayEnd(place)) ended.add(meaningOf(place));
    if (ended.size === 0) return 'incomplete';
    const open = [...places].some(
      (place) => place.kind === 'rest' && (place.slotAhead || !ended.has(place.meaning)),
    );
    return open ? 'complete_may_continue' : 'complete';
  }

  /** The places a word leads to. Remembered for the first word of a sentence, where every phrase has to be tried. */
  private after(places: ReadonlySet<Place>, word: string): ReadonlySet<Place> {
    const known = places === this.start ? this.firstWords.get(word) : undefined;
    if (known !== undefined) return known;
    const reached = new Set<Place>();
    for (const place of places) this.step(place, word, reached);
    if (places === this.start && reached.size > 0) this.firstWords.set(word, reached);
    return reached;
  }

  /** Adds every place that the word leads to from this one. */
  private step(place: Place, word: string, reached: Set<Place>): void {
    switch (place.kind) {
      case 'end':
        return;
      case 'fork':
        for (const branch of place.places) this.step(branch, word, reached);
        return;
      case 'rest':
        this.stepInto(place, word, reached);
        return;
    }
  }

  private stepInto(place: Rest, word: string, reached: Set<Place>): void {
    const { pattern, next, inSlot } = place;
    switch (pattern.kind) {
      case 'word':
        if (pattern.word === word) reached.add(next);
        return;
      case 'sequence': {
        const rest = pattern.parts.reduceRight<Place>((after, part) => this.rest(part, after, inSlot), next);
        this.step(rest, word, reached);
        return;
      }
      case 'choice':
        for (const option of pattern.options) this.step(this.rest(option, next, inSlot), word, reached);
        return;
      case 'optional':
        this.step(this.rest(pattern.part, next, inSlot), word, reached);
        this.step(next, word, reached);
        return;
      case 'repeat': {
        const more = this.rest(this.onceMore(pattern), next, inSlot);
        this.step(this.rest(pattern.part, more, inSlot), word, reached);
        return;
      }
      case 'rule':
        this.step(this.rest(pattern.part, next, inSlot), word, reached);
        return;
      case 'slot': {
        const { heard } = pattern.slot.type;
        if (heard !== undefined) this.step(this.rest(heard, next, true), word, reached);
        return;
      }
    }
  }

  /** The place where a pattern and then `next` must be said; always the same object for the same two. */
  private rest(pattern: Pattern, next: Place, inSlot: boolean): Rest {
    const known = this.known.get(next) ?? new Map<Pattern, Rest>();
    this.known.set(next, known);
    const place = known.get(pattern) ?? {
      kind: 'rest',
      pattern,
      next,
      inSlot,
      meaning: meaningOf(next),
      slotAhead: inSlot || slotsOf(pattern).length > 0 || (next.kind === 'rest' && next.slotAhead),
      mayEnd: startsOf(pattern).empty && mayEnd(next),
    };
    known.set(pattern, place);
    return place;
  }

  private onceMore(pattern: Pattern): Pattern {
    const more = this.again.get(pattern) ?? optional(pattern);
    this.again.set(pattern, more);
    return more;
  }
}

const meaningOf = (place: Place): number | undefined => (place.kind === 'fork' ? undefined : place.meaning);

const mayEnd = (place: Place): boolean => place.kind === 'end' || (place.kind === 'rest' && place.mayEnd);
