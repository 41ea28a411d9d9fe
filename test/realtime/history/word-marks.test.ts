import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordMarks } from '#realtime/history/word-marks.ts';

/** Pieces in the order they come: words, or a number of samples. */
function stream(pieces: readonly (string | number)[]): { readonly marks: WordMarks; readonly text: string } {
  const marks = new WordMarks();
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else marks.note('a/0', piece, text.length);
  }
  return { marks, text };
}

describe('WordMarks', () => {
  it('IN-5: words that still wait for their sound were not heard', () => {
    const { marks, text } = stream(['One two three. ', 1_000, 'Four five six. ', 'Seven eight.']);
    expect(marks.heard('a/0', text, 0.8)).toBe('One two');
    expect(marks.heard('a/0', text, 1)).toBe('One two three.');
  });

  it('IN-5: a slow sentence is not heard faster than its sound', () => {
    const { marks, text } = stream(['Well. ', 3_000, 'The rest of it comes much faster than that.', 1_000]);
    expect(marks.heard('a/0', text, 0.5)).toBe('');
    expect(marks.heard('a/0', text, 0.75)).toBe('Well.');
  });

  it('IN-5: words far ahead of their sound are spread over it evenly', () => {
    const { marks, text } = stream(['One two three four five six', 100, 100, 100, 100]);
    expect(marks.heard('a/0', text, 0.5)).toBe('One two three');
  });

  it('IN-5: sound ahead of its words tells nothing about them: they are spread evenly', () => {
    const { marks, text } = stream([500, 'One two ', 500, 'three four']);
    expect(marks.heard('a/0', text, 0.5)).toBe('One two');
    expect(marks.heard('b/0', 'One two', 0.6)).toBe('One');
  });

  it('IN-5: under any stream, what was heard is the beginning of the text, in whole words, and grows with what was played', () => {
    const word = fc.stringMatching(/^[a-z]{1,6} $/);
    const pieces = fc.array(fc.oneof(word, fc.nat({ max: 4_800 })), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        pieces,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
        (all, shares) => {
          const { marks, text } = stream(all);
          let before = '';
          for (const share of shares.toSorted((a, b) => a - b)) {
            const heard = marks.heard('a/0', text, share);
            expect(text.startsWith(heard)).toBe(true);
            expect(heard.startsWith(before)).toBe(true);
            if (heard !== '') expect(text.charAt(heard.length)).toMatch(/^\s?$/);
            before = heard;
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
