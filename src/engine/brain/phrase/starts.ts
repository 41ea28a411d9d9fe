import { childrenOf, type Pattern } from './pattern.ts';

/** What a pattern can begin with. */
export type Starts = {
  readonly words: ReadonlySet<string>;
  /** Whether a slot can come first. */
  readonly slot: boolean;
  /** Whether the pattern fits no words at all. */
  readonly empty: boolean;
};

/** The first words of a pattern. */
export function startsOf(pattern: Pattern): Starts {
  switch (pattern.kind) {
    case 'word':
      return { words: new Set([pattern.word]), slot: false, empty: false };
    case 'slot':
      return { words: new Set(), slot: true, empty: false };
    case 'sequence':
      return startsOfSequence(pattern.parts);
    case 'choice':
    case 'optional':
    case 'repeat':
    case 'rule': {
      const starts = childrenOf(pattern).map(startsOf);
      return {
        words: new Set(starts.flatMap(({ words }) => [...words])),
        slot: starts.some(({ slot }) => slot),
        empty: pattern.kind === 'optional' || starts.some(({ empty }) => empty),
      };
    }
  }
}

function startsOfSequence(parts: readonly Pattern[]): Starts {
  const words = new Set<string>();
  let slot = false;
  for (const part of parts) {
    const starts = startsOf(part);
    for (const word of starts.words) words.add(word);
    slot ||= starts.slot;
    if (!starts.empty) return { words, slot, empty: false };
  }
  return { words, slot, empty: true };
}
