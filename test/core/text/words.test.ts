import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOf, plainText } from '#core/text/plain-text.ts';
import { counted, spokenBytes, spokenDuration, spokenList, spokenNumber } from '#core/text/words.ts';

describe('spoken words', () => {
  it.each([
    [0, '0 seconds'],
    [0.4, '0 seconds'],
    [1, '1 second'],
    [60, '1 minute'],
    [90, '1 minute and 30 seconds'],
    [3600, '1 hour'],
    [3661, '1 hour, 1 minute and 1 second'],
    [86_400, '24 hours'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(spokenDuration(seconds)).toBe(words);
  });

  it('list things', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(spokenList)).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect([counted(1, 'timer'), counted(2, 'timer')]).toEqual(['1 timer', '2 timers']);
  });

  it.each([
    [1234.5, '1,234.5'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.3333333333'],
    [-0, '0'],
    [1e21, '1e+21'],
    [1e-9, '1e-9'],
  ])('the number %d is %s', (value, words) => {
    expect(spokenNumber(value)).toBe(words);
  });

  it('count bytes as the makers of disks do', () => {
    expect([1e9, 15.55e9, 2e12].map(spokenBytes)).toEqual(['1 gigabyte', '15.6 gigabytes', '2 terabytes']);
  });
});

describe('text from outside', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]8;;http://evil.test\u0007link\u001b]8;;\u0007', 'link'],
    ['a\u202eb\u200bc\ufeff', 'abc'],
    ['tag\u{e0041}', 'tag'],
    ['half \ud800', 'half '],
    ['a\r\nb\rc\td', 'a\nb\nc\td'],
    ['grün 你好 🎉', 'grün 你好 🎉'],
  ])('%j becomes %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('holds nothing but text, whatever it was, and stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = plainText(text);
        expect(plain).not.toMatch(/[[\p{Cc}\p{Cf}\p{Cs}]--[\n\t]]/v);
        expect(plainText(plain)).toBe(plain);
      }),
    );
  });

  it('is cut between words', () => {
    expect(beginningOf('one two three', 9)).toEqual({ text: 'one two', cut: true });
    expect(beginningOf('one two', 9)).toEqual({ text: 'one two', cut: false });
    expect(beginningOf('x'.repeat(20), 9)).toEqual({ text: 'x'.repeat(9), cut: true });
  });
});
