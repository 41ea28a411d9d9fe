import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType, Span } from '../phrase/slot-type.ts';
import { readNumber } from '../text/number-words.ts';
import { numberRules } from './number.ts';

const OPERATORS: readonly (readonly [string, string])[] = [
  ['multiplied by', '*'],
  ['divided by', '/'],
  ['to the power of', '^'],
  ['plus', '+'],
  ['minus', '-'],
  ['times', '*'],
  ['over', '/'],
  ['x', '*'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['×', '*'],
  ['÷', '/'],
  ['^', '^'],
];

const operand = parsePattern('[minus] <whole> [point <digit> [<digit>]]', { rules: numberRules });
const operator = parsePattern(
  'plus | minus | times | multiplied by | divided by | over | to the power of | percent of',
);

const rules = { operand, operator };

/** Arithmetic as a formula: "twelve times seven" is "12 * 7", "fifteen percent of two hundred" is "15 / 100 * 200". */
export const expressionSlot: SlotType = {
  name: 'expression',
  heard: parsePattern('<operand> (squared | cubed | (<operator> <operand>)+)', { rules }),
  approximate: false,
  free: false,
  numeric: false,
  example: 'twelve times seven',
  maxWords: 60,
  question: () => 'What should I calculate?',
  parse: parseExpression,
};

/** The part of arithmetic that is said without "what is" before it: nothing else begins like that. */
export const rootSlot: SlotType = {
  ...expressionSlot,
  name: 'root',
  heard: parsePattern('(half of | [the] square root of) <operand>', { rules }),
};

function parseExpression(span: Span): string | undefined {
  const typed = span.raw.replace(/[?=\s]+$/, '');
  if (/^[-\d\s+*/().,^%]+$/.test(typed) && /\d.*[-+*/^%]/.test(typed))
    return typed.replace(/,(?=\d{3})/g, '');
  const reader = new ExpressionReader(span.words);
  const formula = reader.sum();
  return reader.finished && reader.operations > 0 ? formula : undefined;
}

/** Reads words from left to right; a formula is only valid when every word was used. */
class ExpressionReader {
  operations = 0;
  private at = 0;
  private readonly words: readonly string[];

  constructor(words: readonly string[]) {
    this.words = words;
  }

  get finished(): boolean {
    return this.at === this.words.length;
  }

  sum(): string | undefined {
    let formula = this.term();
    while (formula !== undefined) {
      const symbol = this.operator();
      if (symbol === undefined) return formula;
      const right = this.term();
      formula = right === undefined ? undefined : `${formula} ${symbol} ${right}`;
    }
    return undefined;
  }

  private operator(): string | undefined {
    const found = OPERATORS.find(([text]) => this.take(text));
    if (found !== undefined) this.operations += 1;
    return found?.[1];
  }

  private term(): string | undefined {
    if (this.take('the square root of') || this.take('square root of')) {
      this.operations += 1;
      const inner = this.term();
      return inner && `sqrt(${inner})`;
    }
    if (this.take('half of')) {
      this.operations += 1;
      const inner = this.term();
      return inner && `${inner} / 2`;
    }
    return this.number();
  }

  private number(): string | undefined {
    const sign = this.take('minus') ? '-' : '';
    const read = readNumber(this.words, this.at);
    if (read === undefined) return undefined;
    this.at = read.next;
    return this.suffix(`${sign}${read.value}`);
  }

  private suffix(value: string): string | undefined {
    const power = this.take('squared') ? 2 : this.take('cubed') ? 3 : undefined;
    if (power !== undefined) {
      this.operations += 1;
      return value.startsWith('-') ? `(${value}) ^ ${power}` : `${value} ^ ${power}`;
    }
    if (!this.take('percent of')) return value;
    this.operations += 1;
    const whole = this.term();
    return whole && `${value} / 100 * ${whole}`;
  }

  /** Steps over the words when they come next. */
  private take(text: string): boolean {
    const wanted = text.split(' ');
    if (!wanted.every((word, index) => this.words[this.at + index] === word)) return false;
    this.at += wanted.length;
    return true;
  }
}
