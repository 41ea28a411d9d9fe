import { describe, expect, it } from 'vitest';
import { backOffMs, isRecoverable } from '#realtime/connection/back-off.ts';
import { HarkError } from '#shared/base/errors.ts';

describe('the back-off between tries', () => {
  it('RS-12: doubles from a quarter of a second to half a minute', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((attempt) => backOffMs(attempt, () => 0.999_999));
    expect(longest).toEqual([249, 499, 999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 29_999]);
  });

  it('RS-12: is anything from nothing to that, so that clients do not come back together', () => {
    expect(backOffMs(5, () => 0)).toBe(0);
    expect(backOffMs(5, () => 0.5)).toBe(2_000);
  });

  it.each([
    ['connection', true],
    ['timeout', true],
    ['unavailable', true],
    ['authentication', false],
    ['model', false],
    ['denied', false],
    ['closed', false],
    ['invalid_input', false],
    ['internal', false],
  ] as const)('RS-12: an error of the reason %s may pass by itself: %s', (reason, expected) => {
    expect(isRecoverable(new HarkError(reason, 'What happened.'))).toBe(expected);
  });
});
