/** The languages Hark shows its words in; the first stands in for those it does not know. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export type ShownLanguage = {
  readonly language: Language;
  /** For `Intl`: the language as the person's country writes it, e.g. `de-AT`. */
  readonly locale: string;
};

/** What was asked for, or with `system` the first of the preferred languages (BCP 47, best first) that Hark knows. */
export function chooseLanguage(wish: Language | 'system', preferred: readonly string[]): ShownLanguage {
  const known = preferred.flatMap((locale) => {
    const language = LANGUAGES.find((each) => each === locale.split('-')[0]?.toLowerCase());
    return language === undefined ? [] : [{ language, locale }];
  });
  const language = wish === 'system' ? (known[0]?.language ?? LANGUAGES[0]) : wish;
  return known.find((each) => each.language === language) ?? { language, locale: language };
}
