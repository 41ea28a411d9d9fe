import type { Completeness, Grammar } from '../stages.ts';
import { courtesyAfter, courtesyBefore } from './courtesy.ts';
import { canBeHeardAlone, type Intent, isCall, type RequiredSlot } from './intents/intent.ts';
import { Automaton, type Sentence } from './phrase/automaton.ts';
import { writeGrammar } from './phrase/jsgf.ts';
import {
  childrenOf,
  choice,
  optional,
  type Pattern,
  rule,
  sequence,
  spoken,
  word,
} from './phrase/pattern.ts';
import { tokenise } from './text/tokens.ts';

/** Words that may stand before an answer to a question: "in london". */
export const answerLead: Pattern = choice(['in', 'for', 'at', 'to', 'on', 'the'].map(word));

/** Everything that can be said: the intents, and answers to what they may ask. */
export function sentencesOf(intents: readonly Intent[]): readonly Sentence[] {
  return [...intentSentences(intents), ...answerSentences(intents)];
}

/** The sentences as a grammar for the recogniser. */
export function grammarOf(sentences: readonly Sentence[]): Grammar {
  const rules = sentences.map(({ pattern, meaning }) => rule(`meaning${meaning}`, pattern));
  return writeGrammar([
    sequence([
      optional(rule('before', courtesyBefore)),
      rule('request', choice(rules)),
      optional(rule('after', courtesyAfter)),
    ]),
  ]);
}

/** Tells how complete the words so far are, by the same sentences. It is asked for every frame of sound, mostly in vain. */
export function completenessOf(sentences: readonly Sentence[]): (partial: string) => Completeness {
  const automaton = new Automaton({ before: courtesyBefore, after: courtesyAfter, sentences });
  let last: { readonly partial: string; readonly result: Completeness } | undefined;
  return (partial) => {
    if (last?.partial === partial) return last.result;
    const result = automaton.completeness(tokenise(partial).tokens.map((token) => token.word));
    last = { partial, result };
    return result;
  };
}

function intentSentences(intents: readonly Intent[]): readonly Sentence[] {
  return intents.flatMap((intent, meaning) => {
    const phrases = intent.phrases.map(spoken).filter((phrase) => phrase !== undefined);
    return phrases.length === 0 ? [] : [{ pattern: choice(phrases), meaning }];
  });
}

/** Bare answers to what the brain may ask: "in london", "ten minutes". */
function answerSentences(intents: readonly Intent[]): readonly Sentence[] {
  const askable = new Map<string, RequiredSlot>();
  for (const intent of intents.filter(isCall)) {
    for (const slot of intent.action.required) {
      const canBeMissing = intent.phrases.some((phrase) => canLeaveOut(phrase, slot.name));
      if (canBeMissing && canBeHeardAlone(slot)) askable.set(slot.type.name, slot);
    }
  }
  return [...askable.values()].map((slot, index) => ({
    pattern: sequence([optional(answerLead), { kind: 'slot', slot }]),
    meaning: intents.length + index,
  }));
}

/** Whether a phrase has a way to be said without the slot of that name. */
function canLeaveOut(phrase: Pattern, name: string): boolean {
  if (phrase.kind === 'optional') return true;
  if (phrase.kind === 'slot') return phrase.slot.name !== name;
  const parts = childrenOf(phrase);
  return phrase.kind === 'choice'
    ? parts.some((part) => canLeaveOut(part, name))
    : parts.every((part) => canLeaveOut(part, name));
}
