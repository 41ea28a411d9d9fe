import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLanguage, LANGUAGES } from '#shared/i18n/languages.ts';
import { createWords } from '#shared/i18n/words.ts';

const english = createWords({ language: 'en', locale: 'en' });
const german = createWords({ language: 'de', locale: 'de' });

describe('words', () => {
  it('are those of the language', () => {
    expect(english.t('settings:title')).toBe('Settings');
    expect(german.t('settings:title')).toBe('Einstellungen');
  });

  it('have what is counted in the right form', () => {
    expect(english.t('meter:turns', { count: 1, seconds: 30 })).toBe('1 turn in the last 30 s');
    expect(german.t('meter:turns', { count: 0, seconds: 30 })).toBe('0 Beiträge in den letzten 30 s');
  });

  it('take any text as text', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(german.t('settings:found', { query })).toBe(`Einstellungen mit „${query}“`);
      }),
    );
  });

  it('are known to the compiler, with their values', () => {
    // @ts-expect-error: no such text.
    english.t('settings:planted');
    // @ts-expect-error: the query is missing.
    english.t('settings:found');
    // @ts-expect-error: a number is wanted.
    english.t('meter:turns', { count: 'one', seconds: 30 });
  });
});

describe('what core says', () => {
  it('is said in the shown language', () => {
    expect(german.ofCore('There is nothing to send.')).toBe('Es gibt nichts zu senden.');
    expect(english.ofCore('There is nothing to send.')).toBe('There is nothing to send.');
  });

  it('keeps what core filled in', () => {
    expect(german.ofCore('Shall I open a {{b}} $1\n?')).toBe('Soll ich a {{b}} $1\n öffnen?');
  });

  it('stays English where it is not known', () => {
    fc.assert(
      fc.property(fc.string(), (sentence) => {
        expect(german.ofCore(`planted ${sentence}`)).toBe(`planted ${sentence}`);
      }),
    );
  });
});

describe('the shown language', () => {
  it.each([
    ['system', ['de-AT', 'en-US'], { language: 'de', locale: 'de-AT' }],
    ['system', ['fr-FR', 'DE'], { language: 'de', locale: 'DE' }],
    ['system', ['fr-FR'], { language: 'en', locale: 'en' }],
    ['system', [], { language: 'en', locale: 'en' }],
    ['en', ['de-DE', 'en-GB'], { language: 'en', locale: 'en-GB' }],
    ['de', ['en-GB'], { language: 'de', locale: 'de' }],
  ] as const)('with %s on a computer that prefers %j is %j', (wish, preferred, shown) => {
    expect(chooseLanguage(wish, preferred)).toEqual(shown);
  });

  it('is one that there are words for, whatever the computer prefers', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (preferred) => {
        expect(LANGUAGES).toContain(chooseLanguage('system', preferred).language);
      }),
    );
  });
});
