import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersToDigits, numberToWords, parseNumber } from '#engine/brain/text/number-words.ts';

describe('number words', () => {
  it('reads back every number 0 to 9999', () => {
    for (let value = 0; value <= 9999; value += 1) {
      expect(parseNumber(numberToWords(value).split(' '))).toBe(value);
    }
  });

  it('reads "and" after hundreds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 99 }), (hundreds, rest) => {
        const words = `${numberToWords(hundreds)} hundred and ${numberToWords(rest)}`.split(' ');
        expect(parseNumber(words)).toBe(hundreds * 100 + rest);
      }),
    );
  });

  it.each([
    ['a hundred', 100],
    ['a thousand and five', 1005],
    ['nineteen hundred', 1900],
    ['two and a half', 2.5],
    ['three point one four', 3.14],
    ['zero point oh five', 0.05],
    ['1,234', 1234],
    ['2.5', 2.5],
    ['12 thousand', 12_000],
  ])('reads "%s" as %d', (text, value) => {
    expect(parseNumber(text.split(' '))).toBe(value);
  });

  it.each(['', 'hundred', 'ten thirty', 'and five', 'five and', 'three point', 'seven up'])(
    'does not read "%s" as one number',
    (text) => {
      expect(parseNumber(text.split(' '))).toBeUndefined();
    },
  );

  it('turns only the numbers of a sentence into digits', () => {
    const words = 'twenty five to nine on the second of may and a half'.split(' ');
    expect(numbersToDigits(words).join(' ')).toBe('25 to 9 on the second of may and a half');
  });
});
