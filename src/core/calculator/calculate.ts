import { HarkError } from '#shared/base/errors.ts';
import { type Operator, type Token, tokenize } from './tokens.ts';

/** Parentheses and signs inside each other; deeper ones nobody means. */
const MAX_DEPTH = 50;

/**
 * The value of an arithmetic expression, written ("12 * (3 + 4)") or spoken ("12 times 7", "15 percent of 80"). Throws
 * `invalid_input` in words that can be spoken.
 *
 *   sum     = product (("+" | "-") product)*
 *   product = signed (("*" | "/" | "mod") signed)*
 *   signed  = ("-" | "+" | "sqrt") signed | power
 *   power   = value ("^" signed)?
 *   value   = (number | "(" sum ")") ("percent" | "squared" | "cubed")*
 */
export function calculate(expression: string): number {
  const reader = new Reader(tokenize(expression));
  const value = sum(reader);
  if (!reader.done) throw incomplete();
  if (!Number.isFinite(value)) throw new HarkError('invalid_input', 'That number is too large for me.');
  return value;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** Takes the next operator if it is one of these. */
  take(...operators: readonly Operator[]): Operator | undefined {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'operator' || !operators.includes(token.operator)) return undefined;
    this.#at += 1;
    return token.operator;
  }

  takeNumber(): number | undefined {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'number') return undefined;
    this.#at += 1;
    return token.value;
  }

  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new HarkError('invalid_input', 'That is nested too deep for me.');
    const value = parse();
    this.#depth -= 1;
    return value;
  }
}

function sum(reader: Reader): number {
  let value = product(reader);
  for (let sign = reader.take('+', '-'); sign !== undefined; sign = reader.take('+', '-')) {
    const next = product(reader);
    value = sign === '+' ? value + next : value - next;
  }
  return value;
}

function product(reader: Reader): number {
  let value = signed(reader);
  for (let sign = reader.take('*', '/', 'mod'); sign !== undefined; sign = reader.take('*', '/', 'mod')) {
    const next = signed(reader);
    if (next === 0 && sign !== '*') throw new HarkError('invalid_input', 'I cannot divide by zero.');
    if (sign === '*') value *= next;
    else value = sign === '/' ? value / next : value % next;
  }
  return value;
}

function signed(reader: Reader): number {
  const sign = reader.take('-', '+', 'sqrt');
  if (sign === undefined) return power(reader);
  const value = reader.nested(() => signed(reader));
  if (sign !== 'sqrt') return sign === '-' ? -value : value;
  if (value < 0) throw new HarkError('invalid_input', 'A negative number has no real square root.');
  return Math.sqrt(value);
}

function power(reader: Reader): number {
  const base = operand(reader);
  return reader.take('^') === undefined ? base : base ** reader.nested(() => signed(reader));
}

function operand(reader: Reader): number {
  let value = reader.takeNumber() ?? group(reader);
  for (;;) {
    const suffix = reader.take('percent', 'squared', 'cubed');
    if (suffix === undefined) return value;
    if (suffix === 'percent') value /= 100;
    else value **= suffix === 'squared' ? 2 : 3;
  }
}

function group(reader: Reader): number {
  if (reader.take('(') === undefined) throw incomplete();
  const value = reader.nested(() => sum(reader));
  if (reader.take(')') === undefined) throw incomplete();
  return value;
}

function incomplete(): HarkError {
  return new HarkError('invalid_input', 'I did not understand that calculation.');
}
