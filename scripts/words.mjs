// Checks the dictionaries in src/shared/i18n: every language has every text in each form its plurals need, with the same
// variables; no text is left untranslated by mistake; and every text is shown somewhere. Run by Node 24, as the sources are.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SENTENCES } from '../src/shared/i18n/core-words.ts';
import { de } from '../src/shared/i18n/de.ts';
import { en } from '../src/shared/i18n/en.ts';
import { SAME_ON_PURPOSE } from '../src/shared/i18n/same-on-purpose.ts';
import { inRoot } from './lib/project.mjs';

const DICTIONARIES = { en: flatten(en), de: flatten(de) };
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** `{ talk: { send: 'Send' } }` as `talk:send` → `Send`. */
function flatten(dictionary) {
  return new Map(
    Object.entries(dictionary).flatMap(([area, texts]) =>
      Object.entries(texts).map(([name, text]) => [`${area}:${name}`, text]),
    ),
  );
}

const keyOf = (form) => form.replace(PLURAL, '');

/** Every key of any language, and whether it has plural forms. */
function allKeys() {
  const forms = Object.values(DICTIONARIES).flatMap((texts) => [...texts.keys()]);
  return new Map(forms.map((form) => [keyOf(form), PLURAL.test(form)]));
}

function formsOf(key, isPlural, language) {
  if (!isPlural) return [key];
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.map((category) => `${key}_${category}`);
}

function missing() {
  const expected = [...allKeys()].flatMap(([key, isPlural]) =>
    Object.keys(DICTIONARIES).flatMap((language) =>
      formsOf(key, isPlural, language).map((form) => ({ language, form })),
    ),
  );
  return expected
    .filter(({ language, form }) => !DICTIONARIES[language].has(form))
    .map(({ language, form }) => `${form}: missing in ${language}`);
}

const variablesOf = (text) => [...new Set(text.match(/{{[^}]*}}/g))].sort().join(' ');

/** Texts that differ from the English ones in their variables, or do not differ at all. */
function mistranslated() {
  return [...DICTIONARIES.en].flatMap(([form, english]) => {
    const german = DICTIONARIES.de.get(form);
    if (german === undefined) return [];
    if (variablesOf(german) !== variablesOf(english)) return [`${form}: other variables in de than in en`];
    return german === english && !SAME_ON_PURPOSE.includes(form)
      ? [`${form}: the same text in de and en; translate it, or list it in same-on-purpose.ts`]
      : [];
  });
}

function uselesslyListed() {
  const { en: english, de: german } = DICTIONARIES;
  return SAME_ON_PURPOSE.filter((form) => !english.has(form) || english.get(form) !== german.get(form)).map(
    (form) => `${form}: listed in same-on-purpose.ts, and not the same`,
  );
}

/** Everything that is written outside of the dictionaries. */
function readSources() {
  return readdirSync(inRoot('src'), { recursive: true })
    .filter((path) => /\.tsx?$/.test(path) && !/^shared.i18n/.test(path))
    .map((path) => readFileSync(join(inRoot('src'), path), 'utf8'))
    .join('\n');
}

/** The keys that the sources write in quotes; a template stands for every key that fits its holes. */
function quotedKeys(sources) {
  const literals = new Set(sources.match(/'[a-z]\w*:\w+'/gi)?.map((text) => text.slice(1, -1)));
  const templates = [...(sources.match(/`[a-z]\w*:[^`\s]*\${[^`\s]*`/gi) ?? [])].map(
    (text) => new RegExp(`^${text.slice(1, -1).replace(/\${[^}]*}/g, '\\w+')}$`),
  );
  return { literals, templates };
}

function orphans() {
  const { literals, templates } = quotedKeys(readSources());
  return [...allKeys().keys()]
    .filter((key) => !literals.has(key) && !templates.some((template) => template.test(key)))
    .map((key) => `${key}: used by no source`);
}

/** Sentences of core that no source says, or whose variables are not those of the English one. */
function wrongSentences() {
  const sources = readSources().replace(/\${[^}]*}/g, '{{}}');
  const isSaid = (sentence) => [`'`, '"', '`'].some((quote) => sources.includes(quote + sentence + quote));
  return Object.entries(CORE_SENTENCES).flatMap(([language, sentences]) =>
    Object.entries(sentences).flatMap(([english, translated]) => [
      ...(isSaid(english.replace(/{{\w+}}/g, '{{}}')) ? [] : [`"${english}": said by no source`]),
      ...(variablesOf(english) === variablesOf(translated)
        ? []
        : [`"${english}": other variables in ${language} than in en`]),
    ]),
  );
}

const problems = [...missing(), ...mistranslated(), ...uselesslyListed(), ...orphans(), ...wrongSentences()];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
