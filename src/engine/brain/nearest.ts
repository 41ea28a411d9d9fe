import { findSlots } from './find-slots.ts';
import type { CallIntent } from './intents/intent.ts';
import { type Sample, samplesOf, sayWith } from './phrase/samples.ts';
import { numbersToDigits } from './text/number-words.ts';
import { tokenise } from './text/tokens.ts';
import { toUnderstood, type Understood } from './understanding.ts';

/** What a sentence probably meant, and how alike the nearest known sentence is (0..1). */
export type Guess = {
  readonly understood: Understood;
  readonly similarity: number;
  readonly sentence: string;
};

/** Sentences made of every phrase to compare with. */
const SAMPLES_PER_PHRASE = 24;

type Features = ReadonlyMap<string, number>;
type Known = { readonly intent: CallIntent; readonly sample: Sample; readonly features: Features };

/**
 * Makes the search for the nearest phrase of typed text: cosine of words, pairs of words and letter triples. Measured
 * on unseen phrasings: at 0.4 almost all are right, between 0.25 and 0.4 most are (reference/offline-engine.md §5.1).
 */
export function createNearest(
  intents: readonly CallIntent[],
): (text: string, now: Date) => Guess | undefined {
  const known = intents.flatMap((intent) =>
    intent.phrases
      .flatMap((phrase) => samplesOf(phrase, SAMPLES_PER_PHRASE))
      .map((sample): Known => ({ intent, sample, features: featuresOf(wordsOf(sayWith(sample, ignore))) })),
  );
  return (source, now) => {
    const features = featuresOf(wordsOf(source));
    let best: { readonly known: Known; readonly similarity: number } | undefined;
    for (const candidate of known) {
      const similarity = cosine(features, candidate.features);
      if (similarity > (best?.similarity ?? 0)) best = { known: candidate, similarity };
    }
    if (best === undefined) return undefined;
    const { intent, sample } = best.known;
    const filled = findSlots(intent, { text: tokenise(source), now });
    const raw = new Map(filled.map((one) => [one.slot.name, one.raw]));
    return {
      understood: toUnderstood(intent, filled),
      similarity: best.similarity,
      sentence: sayWith(sample, (slot) => raw.get(slot.name)),
    };
  };
}

const ignore = (): undefined => undefined;

/** The words that count; numbers are all alike and courtesies say nothing. */
function wordsOf(text: string): readonly string[] {
  const words = tokenise(text)
    .tokens.map((token) => token.word)
    .flatMap((word) => (word.endsWith("'s") ? [word.slice(0, -2), 'is'] : [word]))
    .filter((word) => !/^(please|hark|hey|can|could|you|would|thanks)$/.test(word));
  return numbersToDigits(words).map((word) => (/^\d/.test(word) ? '#' : word));
}

function featuresOf(words: readonly string[]): Features {
  const features = new Map<string, number>();
  const count = (feature: string): void => {
    features.set(feature, (features.get(feature) ?? 0) + 1);
  };
  for (const [index, word] of words.entries()) {
    count(`w ${word}`);
    if (index > 0) count(`p ${words[index - 1]} ${word}`);
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) count(`t ${padded.slice(at, at + 3)}`);
  }
  return features;
}

function cosine(one: Features, other: Features): number {
  let dot = 0;
  for (const [feature, value] of one) dot += value * (other.get(feature) ?? 0);
  return dot === 0 ? 0 : dot / Math.sqrt(squares(one) * squares(other));
}

function squares(features: Features): number {
  let sum = 0;
  for (const value of features.values()) sum += value * value;
  return sum;
}
