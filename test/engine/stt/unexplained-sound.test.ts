import { describe, expect, test } from 'vitest';
import { frameLevels, unexplainedShare } from '#engine/stt/unexplained-sound.ts';

describe('sound that no word explains', () => {
  test('is none when words cover all that is audible', () => {
    expect(unexplainedShare([0, 1, 1, 0.01, 0], [{ start: 1, end: 3 }])).toBe(0);
  });

  test('is the share of audible frames outside of words', () => {
    expect(unexplainedShare([1, 1, 0, 1, 0.5], [{ start: 0, end: 1 }])).toBe(0.75);
  });

  test('is none in silence', () => {
    expect(unexplainedShare([0, 0], [])).toBe(0);
    expect(unexplainedShare([], [])).toBe(0);
  });

  test('is measured in frames of 10 ms', () => {
    const samples = new Float32Array(1000).fill(0.5, 480, 960);
    expect(frameLevels(samples)).toEqual([0, 0.5]);
  });
});
