import { coreSentences as german } from './de/core-sentences.ts';
import type { Language } from './languages.ts';

/** Core speaks English, to whomever; what is listed here is shown in the language of the reader. */
export const CORE_SENTENCES: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<string, string>>>> = {
  de: german,
};

/** Says a sentence of core in a language; one that is not listed stays English. */
export function createCoreTranslator(language: Language): (sentence: string) => string {
  if (language === 'en') return (sentence) => sentence;
  const sentences = Object.entries(CORE_SENTENCES[language]).map(([english, translated]) => ({
    pattern: toPattern(english),
    translated,
  }));
  return (sentence) => {
    for (const { pattern, translated } of sentences) {
      const found = pattern.exec(sentence);
      if (found !== null) return translated.replace(/{{(\w+)}}/g, (_, name) => found.groups?.[name] ?? '');
    }
    return sentence;
  };
}

/** Fits what core made of a sentence: any text where a variable stands. */
function toPattern(english: string): RegExp {
  const literal = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replace(/{{(\w+)}}/g, '(?<$1>.+)')}$`, 's');
}
