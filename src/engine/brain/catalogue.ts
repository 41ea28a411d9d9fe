import type { FunctionTool } from '#shared/wire/tools.ts';
import type { Completeness, Grammar } from '../stages.ts';
import { declaredIntents } from './intents/declared.ts';
import { handoffIntents } from './intents/handoff.ts';
import { type Intent, isCall, patternsOf } from './intents/intent.ts';
import { strangerIntents } from './intents/stranger.ts';
import { talkIntents } from './intents/talk.ts';
import { completenessOf, grammarOf, sentencesOf } from './listening.ts';
import { createNearest, type Guess } from './nearest/nearest.ts';
import { createUnderstanding, type Understood } from './understanding.ts';

/** Tools of strangers whose text arguments speech may guess at; each costs the recogniser a loop over a vocabulary. */
const MAX_GUESSING_TOOLS = 3;

/** Everything that follows from the tools of a session; made once per set of tools. */
export type Catalogue = {
  readonly intents: readonly Intent[];
  grammar(): Grammar;
  completeness(partial: string): Completeness;
  /** The intent a sentence states exactly, or `undefined`. */
  understand(text: string, now: Date): Understood | undefined;
  /** The nearest intent of a sentence that states none. */
  guess(text: string, now: Date): Guess | undefined;
};

const talk: readonly Intent[] = talkIntents.map(({ topic, phrases }) => ({
  action: { type: 'talk', topic },
  risk: 'harmless',
  phrases: patternsOf(phrases),
  typedPhrases: [],
  example: phrases[0] ?? '',
}));

/** Builds the catalogue of the given tools. Parts that not every session needs are built when first used. */
export function createCatalogue(tools: readonly FunctionTool[]): Catalogue {
  const intents = [...talk, ...toolIntents(tools)];
  const sentences = lazy(() => sentencesOf(intents));
  const grammar = lazy(() => grammarOf(sentences()));
  const completeness = lazy(() => completenessOf(sentences()));
  const understanding = lazy(() => createUnderstanding(intents));
  const nearest = lazy(() => createNearest(intents.filter(isCall)));
  return {
    intents,
    grammar,
    completeness: (partial) => completeness()(partial),
    understand: (text, now) => understanding()(text, now),
    guess: (text, now) => nearest()(text, now),
  };
}

function toolIntents(tools: readonly FunctionTool[]): readonly Intent[] {
  let guessing = 0;
  return tools.flatMap((tool, index) => {
    const declared = declaredIntents(tool);
    if (declared.length > 0) return declared;
    const handoff = handoffIntents(tool, tools);
    if (handoff.length > 0) return handoff;
    const intents = strangerIntents(tool, { index, guessText: guessing < MAX_GUESSING_TOOLS });
    if (intents.some((intent) => intent.action.required.some(({ type }) => type.approximate))) guessing += 1;
    return intents;
  });
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
