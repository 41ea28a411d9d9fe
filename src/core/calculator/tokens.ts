import { HarkError } from '#shared/base/errors.ts';

export type Operator =
  | '+'
  | '-'
  | '*'
  | '/'
  | 'mod'
  | '^'
  | 'squared'
  | 'cubed'
  | 'percent'
  | 'sqrt'
  | '('
  | ')';
export type Token =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'operator'; readonly operator: Operator };

/** How each operator is written and spoken; longer spellings come first, because the first that fits is taken. */
const SPELLINGS: readonly (readonly [pattern: RegExp, operator: Operator])[] = [
  [/^(?:to the power of|raised to|\*\*|\^)/, '^'],
  [/^(?:the )?(?:square root of|sqrt|√)/, 'sqrt'],
  [/^(?:multiplied by|times|of|\*|×|·|x(?![a-z]))/, '*'],
  [/^(?:divided by|over|\/|÷|:)/, '/'],
  [/^(?:modulo|mod)\b/, 'mod'],
  [/^(?:per ?cent|%)/, 'percent'],
  [/^(?:squared|²)/, 'squared'],
  [/^(?:cubed|³)/, 'cubed'],
  [/^(?:plus|\+|and)/, '+'],
  [/^(?:minus|negative|-|−|–)/, '-'],
  [/^\(/, '('],
  [/^\)/, ')'],
];
const NUMBER = /^(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?/;

/** Cuts an expression into numbers and operators. Throws `invalid_input` naming what it does not know. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let rest = expression.toLowerCase().trim();
  while (rest !== '') {
    const { token, length } = nextToken(rest);
    tokens.push(token);
    rest = rest.slice(length).trimStart();
  }
  return tokens;
}

function nextToken(rest: string): { token: Token; length: number } {
  const number = /^[\d.]/.test(rest) ? NUMBER.exec(rest)?.[0] : undefined;
  if (number)
    return { token: { type: 'number', value: Number(number.replaceAll(',', '')) }, length: number.length };
  for (const [pattern, operator] of SPELLINGS) {
    const spelled = pattern.exec(rest)?.[0];
    if (spelled !== undefined) return { token: { type: 'operator', operator }, length: spelled.length };
  }
  const unknown = /^\S+/.exec(rest)?.[0] ?? rest;
  throw new HarkError('invalid_input', `I cannot calculate with "${unknown.slice(0, 30)}".`);
}
