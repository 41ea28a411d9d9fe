/**
 * Makes deltas out of partial transcripts. A recogniser takes words back; a delta cannot be. So a word is given out once two
 * partials in a row agree on it, and never again.
 */
export type StableWords = {
  /** What may be appended to the deltas so far; often `''`. */
  partial(text: string): string;
  /** The rest of the final transcript; `''` when words given out turned out to be wrong. */
  final(text: string): string;
};

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

export function createStableWords(): StableWords {
  let given: readonly string[] = [];
  let previous: readonly string[] = [];

  const give = (words: readonly string[]): string => {
    if (commonPrefix(given, words) < given.length || words.length === given.length) return '';
    const rest = words.slice(given.length).join(' ');
    const delta = given.length === 0 ? rest : ` ${rest}`;
    given = words;
    return delta;
  };
  const split = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
  return {
    partial(text) {
      const words = split(text);
      const agreed = words.slice(0, commonPrefix(previous, words));
      previous = words;
      return give(agreed);
    },
    final: (text) => give(split(text)),
  };
}
