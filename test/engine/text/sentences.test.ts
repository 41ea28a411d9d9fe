import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSentences } from '#engine/text/sentences.ts';

describe('sentences', () => {
  test.each([
    ['Hello. How are you? Fine!', ['Hello.', 'How are you?', 'Fine!']],
    ['Dr. Smith came at 5 p.m. today. He left.', ['Dr. Smith came at 5 p.m. today.', 'He left.']],
    ['It is 3.5 or so', ['It is 3.5 or so']],
    ['He said "stop." Then he left.', ['He said "stop."', 'Then he left.']],
    ['Here it is:\nmilk\n\nbread', ['Here it is:', 'milk', 'bread']],
    ['Well… It depends.', ['Well…', 'It depends.']],
    ['', []],
  ])('%j are %j', (text, sentences) => {
    expect(splitSentences(text)).toEqual(sentences);
  });

  test('hold every word, in order, and are short enough to be spoken soon', () => {
    const word = fc.stringMatching(/^[a-z]{1,20}[.,;!?]?$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (words) => {
        const text = words.join(' ');
        const sentences = splitSentences(text);
        expect(sentences.join(' ')).toBe(text);
        for (const sentence of sentences) expect(sentence.length).toBeLessThanOrEqual(262);
      }),
    );
  });
});
