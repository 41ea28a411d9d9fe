import { courtesyAfter, courtesyBefore } from './courtesy.ts';
import { allPhrasesOf, type Intent } from './intents/intent.ts';
import {
  type FilledSlot,
  isBetter,
  type MatchContext,
  matchContext,
  type Reading,
  readings,
} from './phrase/match.ts';
import { optional, type Pattern } from './phrase/pattern.ts';
import type { SlotValue } from './phrase/slot-type.ts';
import { startsOf } from './phrase/starts.ts';

/** A sentence understood: what is wanted, with which values. */
export type Understood = {
  readonly intent: Intent;
  readonly values: Readonly<Record<string, SlotValue>>;
  readonly filled: readonly FilledSlot[];
};

type Entry = { readonly intent: Intent; readonly phrase: Pattern };

/** Makes the parser of the intents' phrases: the best reading of a whole sentence, or `undefined`. */
export function createUnderstanding(
  intents: readonly Intent[],
): (text: string, now: Date) => Understood | undefined {
  const index = new PhraseIndex(intents);
  return (source, now) => {
    const context = matchContext(source, now);
    let best: { readonly entry: Entry; readonly reading: Reading } | undefined;
    readings(optional(courtesyBefore), context, 0, (start, before) => {
      for (const entry of index.startingWith(context.text.tokens[start]?.word)) {
        const reading = readWhole(entry.phrase, context, start);
        if (reading === undefined) continue;
        const total = { ...reading, literalWords: reading.literalWords + before.literalWords };
        if (isBetter(total, best?.reading)) best = { entry, reading: total };
      }
    });
    return best && toUnderstood(best.entry.intent, best.reading.filled);
  };
}

/** The values of a reading, by argument. */
export function toUnderstood(intent: Intent, filled: readonly FilledSlot[]): Understood {
  const values = Object.fromEntries(filled.map(({ slot, value }) => [slot.name, value]));
  return { intent, values, filled };
}

/** The best reading that reaches the end of the text, but for courtesies. */
export function readWhole(pattern: Pattern, context: MatchContext, from: number): Reading | undefined {
  const length = context.text.tokens.length;
  let best: Reading | undefined;
  readings(pattern, context, from, (at, reading) => {
    if (!isBetter(reading, best)) return;
    readings(optional(courtesyAfter), context, at, (end) => {
      if (end === length) best = reading;
    });
  });
  return best;
}

/** Finds the phrases that can begin with a word without trying them all. */
class PhraseIndex {
  private readonly byWord = new Map<string, Entry[]>();
  private readonly beginningWithSlot: Entry[] = [];

  constructor(intents: readonly Intent[]) {
    for (const intent of intents) {
      for (const phrase of allPhrasesOf(intent)) this.add({ intent, phrase });
    }
  }

  startingWith(word: string | undefined): readonly Entry[] {
    return [...(this.byWord.get(word ?? '') ?? []), ...this.beginningWithSlot];
  }

  private add(entry: Entry): void {
    const { words, slot } = startsOf(entry.phrase);
    if (slot) {
      this.beginningWithSlot.push(entry);
      return;
    }
    for (const word of words) {
      const entries = this.byWord.get(word);
      if (entries === undefined) this.byWord.set(word, [entry]);
      else entries.push(entry);
    }
  }
}
