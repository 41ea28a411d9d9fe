import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Risk, worse } from '#core/tools/policy.ts';

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'never'];
const risk = fc.constantFrom(...RISKS);

describe('the policy', () => {
  it.each<[Risk, Risk, string]>([
    ['low', 'low', 'allow'],
    ['low', 'medium', 'ask'],
    ['medium', 'low', 'ask'],
    ['high', 'low', 'ask'],
    ['low', 'never', 'deny'],
    ['never', 'low', 'deny'],
  ])('answers a %s tool with %s arguments with %s', (tool, args, answer) => {
    expect(decide(tool, args)).toBe(answer);
  });

  it('never allows what touches secrets, and never runs a risk unasked', () => {
    fc.assert(
      fc.property(risk, risk, (tool, args) => {
        const answer = decide(tool, args);
        if (tool === 'never' || args === 'never') expect(answer).toBe('deny');
        else expect(answer === 'allow').toBe(tool === 'low' && args === 'low');
      }),
    );
  });

  it('takes the worse of two risks in either order', () => {
    fc.assert(fc.property(risk, risk, (one, other) => worse(one, other) === worse(other, one)));
    expect(worse('medium', 'high')).toBe('high');
  });
});
