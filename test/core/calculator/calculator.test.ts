import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '#core/calculator/calculate.ts';
import { speakExpression } from '#core/calculator/speak-expression.ts';
import { HarkError } from '#shared/base/errors.ts';

describe('calculating', () => {
  it.each([
    ['12 * 7', 84],
    ['12 times 7', 84],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['10 - 4 - 3', 3],
    ['100 / 10 / 2', 5],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['(-2) ^ 2', 4],
    ['2 ^ -1', 0.5],
    ['1,000 plus 1', 1001],
    ['.5 + .25', 0.75],
    ['1.5e3 / 3', 500],
    ['15 percent of 80', 12],
    ['15 / 100 * 80', 12],
    ['50%', 0.5],
    ['the square root of 144', 12],
    ['sqrt(2 * 8)', 4],
    ['5 squared plus 2 cubed', 33],
    ['17 mod 5', 2],
    ['minus 3 minus minus 4', 1],
    ['3 × 4 ÷ 2', 6],
    ['3 x 4', 12],
    ['7 over 2', 3.5],
    ['0.1 + 0.2', 0.1 + 0.2],
  ])('%s', (expression, value) => {
    expect(calculate(expression)).toBeCloseTo(value, 12);
  });

  it.each([
    ['1 / 0', 'I cannot divide by zero.'],
    ['5 mod 0', 'I cannot divide by zero.'],
    ['sqrt(0 - 4)', 'A negative number has no real square root.'],
    ['9 ^ 999', 'That number is too large for me.'],
    ['2 +', 'I did not understand that calculation.'],
    ['(2', 'I did not understand that calculation.'],
    ['2 3', 'I did not understand that calculation.'],
    [')', 'I did not understand that calculation.'],
    ['process.exit()', 'I cannot calculate with "process.exit()".'],
    ['constructor', 'I cannot calculate with "constructor".'],
    ['('.repeat(60), 'That is nested too deep for me.'],
    ['-'.repeat(60), 'That is nested too deep for me.'],
  ])('%s is refused', (expression, message) => {
    expect(() => calculate(expression)).toThrow(message);
  });

  it('reads the expression back in words', () => {
    expect(speakExpression('12*7')).toBe('12 times 7');
    expect(speakExpression('15 / 100 * 200')).toBe('15 percent of 200');
    expect(speakExpression('sqrt(16)')).toBe('the square root of 16');
    expect(speakExpression('1000 - (2 + 3)')).toBe('1,000 minus (2 plus 3)');
  });

  it('agrees with JavaScript on sums, products and parentheses', () => {
    const { expression } = fc.letrec<{ expression: string; group: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4 },
        fc.nat(99).map(String),
        fc.tuple(tie('group'), fc.constantFrom('+', '-', '*'), tie('group')).map((parts) => parts.join(' ')),
      ),
      group: fc.oneof(
        fc.nat(99).map(String),
        tie('expression').map((inner) => `(${inner})`),
      ),
    }));
    // biome-ignore lint/security/noGlobalEval: the text was made here, of digits and operators
    fc.assert(fc.property(expression, (text) => calculate(text) === globalThis.eval(text)));
  });

  it('answers anything with a number or a refusal', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        try {
          expect(Number.isFinite(calculate(text))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(HarkError);
        }
      }),
    );
  });
});
