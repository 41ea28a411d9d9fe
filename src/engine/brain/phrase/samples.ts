import type { Pattern, Slot } from './pattern.ts';

/** A sentence of a pattern, its slots still open. */
export type Sample = readonly (string | Slot)[];

/** Up to `limit` sentences of a pattern, the plainest first. */
export function samplesOf(pattern: Pattern, limit: number): readonly Sample[] {
  switch (pattern.kind) {
    case 'word':
      return [[pattern.word]];
    case 'slot':
      return [[pattern.slot]];
    case 'choice':
      return interleave(pattern.options.map((option) => samplesOf(option, limit))).slice(0, limit);
    case 'optional':
      return [[], ...samplesOf(pattern.part, limit)].slice(0, limit);
    case 'repeat':
    case 'rule':
      return samplesOf(pattern.part, limit);
    case 'sequence':
      return pattern.parts.reduce<readonly Sample[]>(
        (heads, part) => combine(heads, samplesOf(part, limit)).slice(0, limit),
        [[]],
      );
  }
}

/** The sentence with each slot's words from `fill`, or else the slot type's example. */
export function sayWith(sample: Sample, fill: (slot: Slot) => string | undefined): string {
  return sample
    .map((part) => (typeof part === 'string' ? part : (fill(part) ?? part.type.example)))
    .join(' ');
}

/** Every head with every tail, so that the first ones differ in both. */
function combine(heads: readonly Sample[], tails: readonly Sample[]): readonly Sample[] {
  const pairs = heads.flatMap((head, row) =>
    tails.map((tail, column) => ({ sample: [...head, ...tail], rank: row + column })),
  );
  return pairs.sort((one, other) => one.rank - other.rank).map(({ sample }) => sample);
}

/** The first of each list, then the second of each. */
function interleave(lists: readonly (readonly Sample[])[]): readonly Sample[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) =>
    lists.map((list) => list[index]).filter((sample) => sample !== undefined),
  ).flat();
}
