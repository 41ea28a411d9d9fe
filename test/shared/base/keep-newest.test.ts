import { describe, expect, it } from 'vitest';
import { keepNewest } from '#shared/base/keep-newest.ts';

describe('keepNewest', () => {
  it('forgets the oldest entries beyond the limit', () => {
    const entries = new Map([...'abcd'].map((key, index) => [key, index]));
    keepNewest(entries, 2);
    expect([...entries.keys()]).toEqual(['c', 'd']);
  });

  it('leaves what is within the limit', () => {
    const entries = new Set('ab');
    keepNewest(entries, 2);
    expect([...entries]).toEqual(['a', 'b']);
  });
});
