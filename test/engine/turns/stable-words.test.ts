import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStableWords } from '#engine/turns/stable-words.ts';

test('a word is given out once two partials agree on it', () => {
  const words = createStableWords();
  expect(['set', 'set a', 'set a time', 'set a timer for'].map(words.partial)).toEqual(['', 'set', ' a', '']);
  expect(words.final('set a timer for ten minutes')).toBe(' timer for ten minutes');
});

test('words that were given out wrongly end the deltas', () => {
  const words = createStableWords();
  words.partial('set an');
  expect(words.partial('set an')).toBe('set an');
  expect(words.final('set a timer')).toBe('');
});

test('deltas joined are always a prefix of the last partials they agree with, and never repeat', () => {
  const word = fc.constantFrom('a', 'b', 'c');
  const texts = fc.array(
    fc.array(word, { maxLength: 5 }).map((list) => list.join(' ')),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(texts, (partials) => {
      const words = createStableWords();
      const given = partials.map(words.partial).join('');
      const final = given === '' ? 'a b' : `${given} c`;
      expect(given + words.final(final)).toBe(final);
    }),
  );
});
