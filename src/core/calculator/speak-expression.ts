import { spokenNumber } from '../text/words.ts';
import { type Operator, tokenize } from './tokens.ts';

const WORDS: Readonly<Record<Operator, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  mod: 'modulo',
  '^': 'to the power of',
  squared: 'squared',
  cubed: 'cubed',
  percent: 'percent',
  sqrt: 'the square root of',
  '(': '(',
  ')': ')',
};

/** An expression as it is read back: "12 times 7". Throws like `tokenize`. */
export function speakExpression(expression: string): string {
  return (
    tokenize(expression)
      .map((token) => (token.type === 'number' ? spokenNumber(token.value) : WORDS[token.operator]))
      .join(' ')
      .replaceAll('percent times', 'percent of')
      // What a percentage becomes as a formula is read back as what was said.
      .replace(/^(\S+) divided by 100 times/, '$1 percent of')
      .replaceAll('( ', '(')
      .replaceAll(' )', ')')
      .replace(/\(([\d.,]+)\)/g, '$1')
  );
}
