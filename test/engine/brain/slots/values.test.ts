import { describe, expect, it } from 'vitest';
import type { SlotType } from '#engine/brain/phrase/slot-type.ts';
import { createChoiceSlot } from '#engine/brain/slots/choice.ts';
import { citySlot } from '#engine/brain/slots/city.ts';
import { expressionSlot } from '#engine/brain/slots/expression.ts';
import { fileNameSlot, targetSlot } from '#engine/brain/slots/named-things.ts';
import { numberSlot } from '#engine/brain/slots/number.ts';
import { spanOf, tokenise } from '#engine/brain/text/tokens.ts';

function parse(type: SlotType, source: string) {
  const text = tokenise(source);
  return type.parse(spanOf(text, 0, text.tokens.length), new Date(0));
}

describe('arithmetic', () => {
  it.each([
    ['twelve times seven', '12 * 7'],
    ['one hundred and forty four divided by twelve', '144 / 12'],
    ['fifteen percent of two hundred', '15 / 100 * 200'],
    ['the square root of eighty one', 'sqrt(81)'],
    ['half of ninety', '90 / 2'],
    ['five squared', '5 ^ 2'],
    ['minus three squared', '(-3) ^ 2'],
    ['two to the power of ten', '2 ^ 10'],
    ['two plus three times four', '2 + 3 * 4'],
    ['2.5 x 4', '2.5 * 4'],
    ['(3 + 4) * 2', '(3 + 4) * 2'],
    ['12*7=', '12*7'],
    ['1,000 / 8', '1000 / 8'],
  ])('"%s" is %s', (text, formula) => {
    expect(parse(expressionSlot, text)).toBe(formula);
  });

  it.each(['seven', 'times seven', 'seven times', 'seven eight', 'the time', ''])('"%s" is none', (text) => {
    expect(parse(expressionSlot, text)).toBeUndefined();
  });
});

describe('numbers', () => {
  it.each([
    ['forty two', 42],
    ['minus five', -5],
    ['-5', -5],
    ['3.5', 3.5],
  ])('"%s" is %d', (text, value) => {
    expect(parse(numberSlot, text)).toBe(value);
  });
});

describe('a closed list', () => {
  const slot = createChoiceSlot('mode', [
    { value: 'dark_mode', names: ['dark mode', 'dark_mode'] },
    { value: 'level4K', names: ['level four k'] },
    { value: '夜', names: ['夜'] },
    { value: 7, names: ['seven'] },
  ]);

  it.each([
    ['dark mode', 'dark_mode'],
    ['Dark_Mode', 'dark_mode'],
    ['level four k', 'level4K'],
    ['夜', '夜'],
    ['7', 7],
  ])('"%s" is %s', (text, value) => {
    expect(parse(slot, text)).toBe(value);
  });

  it('holds nothing else', () => {
    expect(parse(slot, 'light mode')).toBeUndefined();
  });
});

describe('names', () => {
  it.each([
    ['example dot com', 'example.com'],
    ['w w w dot example dot org slash news', 'www.example.org/news'],
    ['My Report.pdf', 'My Report.pdf'],
    ['text editor', 'text editor'],
  ])('what to open, "%s", is %s', (text, target) => {
    expect(parse(targetSlot, text)).toBe(target);
  });

  it.each([
    ['notes dot text', 'notes.txt'],
    ['plan dot m d', 'plan.md'],
    ['plan.md', 'plan.md'],
  ])('the file "%s" is %s', (text, file) => {
    expect(parse(fileNameSlot, text)).toBe(file);
  });

  it.each([
    ['new york', 'New York'],
    ['rio de janeiro', 'Rio de Janeiro'],
    ['Kleinkleckersdorf', 'Kleinkleckersdorf'],
  ])('the city "%s" is %s', (text, city) => {
    expect(parse(citySlot, text)).toBe(city);
  });
});
