import { numbersToDigits } from '../text/number-words.ts';

/** What a sentence is compared by, each with its weight. */
export type Features = ReadonlyMap<string, number>;

/** Words that stand in every kind of sentence say little about which one it is. */
const COMMON = new Set(
  `a an and are at be by do does for from get give has have how i in is it like me much my now of on or some tell that
  the there this to up want was what when where which who why will with you your can could would please thanks hey
  hark need know`.split(/\s+/),
);
const COMMON_WEIGHT = 0.3;

export const isCommon = (word: string): boolean => COMMON.has(word);

/** Words, pairs of words, and letter triples, which forgive misspellings. All numbers are alike, and all lengths of time. */
export function featuresOf(words: readonly string[]): Features {
  const features = new Map<string, number>();
  const count = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight);
  };
  const plain = withoutValues(words);
  for (const [index, word] of plain.entries()) {
    const weight = isCommon(word) ? COMMON_WEIGHT : 1;
    count(`word ${word}`, weight);
    if (index > 0) count(`pair ${plain[index - 1]} ${word}`, weight);
    for (const triple of triplesOf(word)) count(triple, weight);
  }
  return features;
}

/** The cosine of two sentences: 0 when they share nothing, 1 when they are the same. */
export function similarity(one: Features, other: Features): number {
  let dot = 0;
  for (const [feature, value] of one) dot += value * (other.get(feature) ?? 0);
  return dot === 0 ? 0 : dot / Math.sqrt(squares(one) * squares(other));
}

/** Whether two words are the same but for a slip of the finger: at least half of their letter triples agree. */
export function isLikeWord(one: string, other: string): boolean {
  if (one === other) return true;
  const triples = new Set(triplesOf(one));
  const shared = triplesOf(other).filter((triple) => triples.has(triple)).length;
  return (2 * shared) / (one.length + other.length) >= 0.5;
}

function triplesOf(word: string): readonly string[] {
  const padded = ` ${word} `;
  return Array.from(word, (_, at) => padded.slice(at, at + 3));
}

function withoutValues(words: readonly string[]): readonly string[] {
  const apart = words.flatMap((word) => (word.endsWith("'s") ? [word.slice(0, -2), 'is'] : [word]));
  return numbersToDigits(apart)
    .join(' ')
    .replace(/(?<!\S)\d\S*( and)? (seconds?|secs?|minutes?|mins?|hours?|m|h|s)(?!\S)/g, '#time')
    .replace(/(?<!\S)\d\S*/g, '#')
    .split(' ');
}

function squares(features: Features): number {
  let sum = 0;
  for (const value of features.values()) sum += value * value;
  return sum;
}
