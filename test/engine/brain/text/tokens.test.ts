import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanOf, tokenise } from '#engine/brain/text/tokens.ts';

const wordsOf = (text: string) => tokenise(text).tokens.map(({ word }) => word);

describe('the words of a text', () => {
  it.each([
    ['What’s the time?!', "what's the time"],
    ['whats up', "what's up"],
    ['a ten-minute timer', 'a ten minute timer'],
    ['10-minute', '10 minute'],
    ['1h30m', '1 h 30 m'],
    ['at 7:30pm.', 'at 7:30 pm'],
    ['7 p.m.', '7 pm'],
    ['15% of 1,000', '15 percent of 1,000'],
    ['open notes.txt', 'open notes.txt'],
    ['see http://example.com/a?b', 'see http://example.com/a?b'],
    ['“quoted”, (bracketed)', 'quoted (bracketed)'],
    ['... !?', ''],
  ])('of %j are %j', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words);
  });

  it('lie where they say, in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (source) => {
        const { tokens } = tokenise(source);
        let at = 0;
        for (const { word, start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(source.length);
          expect(word).not.toMatch(/\s/);
          at = end;
        }
      }),
    );
  });

  it('give back the text as it was written', () => {
    const text = tokenise('remember  My Wi-Fi,  please');
    expect(spanOf(text, 1, 4)).toEqual({ words: ['my', 'wi', 'fi'], raw: 'My Wi-Fi' });
  });
});
