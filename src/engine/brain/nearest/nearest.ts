import { allPhrasesOf, type CallIntent } from '../intents/intent.ts';
import { type MatchContext, matchContext } from '../phrase/match.ts';
import { childrenOf, type Pattern } from '../phrase/pattern.ts';
import { type Sample, samplesOf, sayWith } from '../phrase/samples.ts';
import { toUnderstood, type Understood } from '../understanding.ts';
import { type Features, featuresOf, isCommon, isLikeWord, similarity } from './features.ts';
import { findSlots } from './find-slots.ts';

/** What a sentence probably meant. */
export type Guess = {
  readonly understood: Understood;
  /** How alike the nearest known sentence is, 0..1. */
  readonly similarity: number;
  /** Whether the intent accounts for every word that matters: "drop" in "drop the timer" is not one of a question's. */
  readonly explained: boolean;
  /** The nearest known sentence, with the values that were found. */
  readonly sentence: string;
};

/** Sentences made of every phrase to compare with. */
const SAMPLES_PER_PHRASE = 24;
/** Longer texts are no commands. */
const MAX_WORDS = 40;

type Known = { readonly intent: CallIntent; readonly sample: Sample; readonly features: Features };

/** Makes the search for the phrase that typed text comes nearest to (reference/offline-engine.md §5.1). */
export function createNearest(
  intents: readonly CallIntent[],
): (source: string, now: Date) => Guess | undefined {
  const known = intents.flatMap((intent) =>
    allPhrasesOf(intent)
      .flatMap((phrase) => samplesOf(phrase, SAMPLES_PER_PHRASE))
      .map((sample): Known => ({ intent, sample, features: sampleFeatures(sample) })),
  );
  return (source, now) => {
    const context = matchContext(source, now);
    const words = context.text.tokens.map(({ word }) => word);
    if (words.length > MAX_WORDS) return undefined;
    const features = featuresOf(words);
    let best: { readonly known: Known; readonly similarity: number } | undefined;
    for (const candidate of known) {
      const value = similarity(features, candidate.features);
      if (value > (best?.similarity ?? 0)) best = { known: candidate, similarity: value };
    }
    return best && toGuess(best.known, best.similarity, context);
  };
}

const sampleFeatures = (sample: Sample): Features => featuresOf(sayWith(sample, () => undefined).split(' '));

function toGuess({ intent, sample }: Known, value: number, context: MatchContext): Guess {
  const filled = findSlots(intent, context);
  const raw = new Map(filled.map((one) => [one.slot.name, one.raw]));
  const vocabulary = new Set(allPhrasesOf(intent).flatMap(literalsOf));
  const explained = context.text.tokens.every(
    ({ word }, at) =>
      isCommon(word) ||
      filled.some(({ from, words }) => at >= from && at < from + words) ||
      [...vocabulary].some((literal) => isLikeWord(word, literal)),
  );
  return {
    understood: toUnderstood(intent, filled),
    similarity: value,
    explained,
    sentence: sayWith(sample, (slot) => raw.get(slot.name)),
  };
}

/** The words that stand in a pattern itself. */
function literalsOf(pattern: Pattern): readonly string[] {
  return pattern.kind === 'word' ? [pattern.word] : childrenOf(pattern).flatMap(literalsOf);
}
