import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo } from 'react';
import { chooseLanguage } from '#shared/i18n/languages.ts';
import { createWords, type Words } from '#shared/i18n/words.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings/settings.ts';

const Shown = createContext<Words>(createWords({ language: 'en', locale: 'en' }));

/** The words of the language that is shown. */
export const useWords = (): Words => useContext(Shown);

export type LookProps = {
  /** Absent until core has answered: then the system decides. */
  readonly look: Settings['look'] | undefined;
  readonly children: ReactNode;
};

/** Shows everything inside in the language and the colours that the person chose. */
export function Look({ look = DEFAULT_SETTINGS.look, children }: LookProps) {
  const { language, theme } = look;
  const words = useMemo(() => createWords(chooseLanguage(language, navigator.languages)), [language]);
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.lang = words.language;
    page.dataset.theme = theme;
  }, [words, theme]);
  return <Shown value={words}>{children}</Shown>;
}
