import { expect, test } from 'vitest';
import { createAudioShelf } from '#engine/conversation/item-audio.ts';

const MINUTE = 60 * 24_000;

test('an item keeps its samples and its length', () => {
  const audio = createAudioShelf().create();
  audio.add(Int16Array.of(1, 2));
  audio.add(new Int16Array(46).fill(3));
  expect(audio.durationMs).toBe(2);
  expect([...audio.samples().subarray(0, 3)]).toEqual([1, 2, 3]);
  expect(audio.heardWords).toBeUndefined();
});

test('the oldest items lose their samples when all together hold more than ten minutes', () => {
  const shelf = createAudioShelf();
  const items = Array.from({ length: 3 }, () => {
    const audio = shelf.create();
    audio.add(new Int16Array(4 * MINUTE));
    return audio;
  });
  expect(items.map((audio) => audio.samples().length / MINUTE)).toEqual([0, 4, 4]);
  expect(items[0]?.durationMs).toBe(4 * 60_000);
});

test('words that no sound was made for were not heard', () => {
  const audio = createAudioShelf().create();
  audio.beginWords('one two');
  audio.add(new Int16Array(2400));
  audio.beginWords(' three');
  audio.truncate(100);
  expect(audio.heardWords).toBe('one two');
});

test('nothing is added after a truncation', () => {
  const audio = createAudioShelf().create();
  audio.beginWords('one two');
  audio.add(new Int16Array(2400));
  audio.truncate(50);
  audio.beginWords(' three');
  audio.add(new Int16Array(2400));
  expect([audio.durationMs, audio.heardWords, audio.samples().length]).toEqual([50, 'one', 1200]);
});
