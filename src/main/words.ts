import { app } from 'electron';
import { chooseLanguage } from '#shared/i18n/languages.ts';
import { createWords, type Words } from '#shared/i18n/words.ts';
import type { Settings } from '#shared/settings/settings.ts';

/** The words of the language that the settings ask for. */
export function wordsFor({ look }: Pick<Settings, 'look'>): Words {
  return createWords(chooseLanguage(look.language, app.getPreferredSystemLanguages()));
}
