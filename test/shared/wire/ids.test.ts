import { expect, test } from 'vitest';
import { createIds } from '#shared/wire/ids.ts';

test('an id is its prefix and 21 alphanumerics, at most 32 characters', () => {
  const ids = createIds(Math.random);
  for (const prefix of ['item', 'resp', 'event', 'call', 'sess', 'conv', 'mcp'] as const) {
    const id = ids.next(prefix);
    expect(id).toMatch(new RegExp(`^${prefix}_[A-Za-z0-9]{21}$`));
    expect(id.length).toBeLessThanOrEqual(32);
  }
});

test('ids do not repeat', () => {
  const ids = createIds(Math.random);
  expect(new Set(Array.from({ length: 1000 }, () => ids.next('item'))).size).toBe(1000);
});

test('the ends of the random range give valid characters', () => {
  expect(createIds(() => 0).next('item')).toBe(`item_${'A'.repeat(21)}`);
  expect(createIds(() => 1 - Number.EPSILON).next('item')).toBe(`item_${'9'.repeat(21)}`);
});
