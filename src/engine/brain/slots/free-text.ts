import { rule } from '../phrase/pattern.ts';
import type { SlotType } from '../phrase/slot-type.ts';
import { nameWords, sentenceWords } from './vocabulary.ts';

/** Any text when typed; in speech a guess from a small vocabulary, which is why its sentences are marked approximate. */
export const freeTextSlot: SlotType = {
  name: 'free',
  heard: rule('sentence_words', sentenceWords),
  approximate: true,
  free: true,
  numeric: false,
  example: 'something',
  maxWords: Number.POSITIVE_INFINITY,
  question: (argument) =>
    /\b(text|message|body|content|note|query|question)$/.test(argument)
      ? `What should the ${argument} be?`
      : `Which ${argument}?`,
  parse: ({ raw }) => raw || undefined,
};

/** Like `freeTextSlot`, but speech fills it with words that name things, so that an article before it stays outside. */
export const freeNameSlot: SlotType = {
  ...freeTextSlot,
  name: 'name',
  heard: rule('name_words', nameWords),
};

/** Any text, but only typed: for what must never be guessed. */
export const typedTextSlot: SlotType = {
  ...freeTextSlot,
  name: 'typed',
  heard: undefined,
  approximate: false,
};
