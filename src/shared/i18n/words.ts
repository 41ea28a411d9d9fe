import { createInstance } from 'i18next';
import { createCoreTranslator } from './core-words.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import type { ShownLanguage } from './languages.ts';

type Dictionary = typeof en;
type Area = keyof Dictionary;

/** `turns_one` and `turns_other` are two forms of the key `turns`. */
type Singular<Name extends string> = Name extends `${infer Key}_${'one' | 'other'}` ? Key : Name;

/** The key of a text, `area:name`; areas are i18next's namespaces. */
export type WordKey = { [A in Area]: `${A}:${Singular<keyof Dictionary[A] & string>}` }[Area];

type FormsOf<K> = K extends `${infer A extends Area}:${infer Name}`
  ? Dictionary[A][keyof Dictionary[A] & (Name | `${Name}_${string}`)]
  : never;
type VariablesOf<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | VariablesOf<Rest>
  : never;
type ValuesOf<K> = [VariablesOf<FormsOf<K>>] extends [never]
  ? []
  : [{ readonly [V in VariablesOf<FormsOf<K>>]: V extends 'count' ? number : string | number }];

/** Keys of texts that are always the same, for tables of data. */
export type PlainKey = { [K in WordKey]: ValuesOf<K> extends [] ? K : never }[WordKey];

/** The text of a key in the shown language; what its variables stand for is given with it. */
export type Translate = <K extends WordKey>(key: K, ...values: ValuesOf<K>) => string;

/** What whoever shows something to people needs. */
export type Words = ShownLanguage & {
  readonly t: Translate;
  /** Says what core says, such as an error or a tool's question: in the shown language where it is known, else in English. */
  readonly ofCore: (sentence: string) => string;
};

const translator = createInstance({
  resources: { en, de },
  ns: Object.keys(en),
  defaultNS: false,
  fallbackLng: 'en',
  // Texts are shown as text, never as markup.
  interpolation: { escapeValue: false },
  initAsync: false,
});
void translator.init();

/** Made once: each knows a pattern for every sentence. */
const OF_CORE = { en: createCoreTranslator('en'), de: createCoreTranslator('de') };

/** The words of a language. */
export function createWords(shown: ShownLanguage): Words {
  const translate = translator.getFixedT(shown.language);
  // Keys and values are checked by `Translate`; i18next's own types need not check them a second time.
  const translateAny = (key: string, values: Record<string, string | number> = {}): string =>
    translate(key, values);
  return {
    ...shown,
    t: (key, ...[values]) => translateAny(key, values),
    ofCore: OF_CORE[shown.language],
  };
}
