import type { Pattern } from '../phrase/pattern.ts';
import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType, Span } from '../phrase/slot-type.ts';
import { parseNumber } from '../text/number-words.ts';

const digit = parsePattern('one | two | three | four | five | six | seven | eight | nine');

const underHundred = parsePattern(
  `<digit> | ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen
  | (twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety) [<digit>]`,
  { rules: { digit } },
);

/** 1..999 */
const underThousand = parsePattern('[(a | <digit>) hundred [and]] <under_hundred> | (a | <digit>) hundred', {
  rules: { digit, under_hundred: underHundred },
});

/** "a hundred", "two thousand", "one thousand four hundred" */
const round = parsePattern('(a | <digit>) (hundred | thousand [<digit> hundred])', { rules: { digit } });

const whole = parsePattern('[<round> [and]] <under_hundred> | <round> | zero', {
  rules: { round, under_hundred: underHundred },
});

/** What numbers sound like, for the patterns of other slots. A recogniser pays for every use of one: few, well shared. */
export const numberRules = {
  digit,
  under_hundred: underHundred,
  /** 1..999 */
  under_thousand: underThousand,
  /** 0..9999 */
  whole,
} as const satisfies Record<string, Pattern>;

/** Whole numbers 0..9999 in speech; when typed also decimals and negative ones. */
export const numberSlot: SlotType = {
  name: 'number',
  heard: parsePattern('<whole>', { rules: numberRules }),
  approximate: false,
  free: false,
  numeric: true,
  example: 'five',
  maxWords: 10,
  question: (argument) => `What should the ${argument} be?`,
  parse: ({ words }: Span) => {
    const negative = words[0] === 'minus';
    const value = parseNumber(negative ? words.slice(1) : words) ?? parseSigned(words);
    return value === undefined || !negative ? value : -value;
  },
};

/** "-5" is one typed word. */
function parseSigned(words: readonly string[]): number | undefined {
  const [only = ''] = words;
  return words.length === 1 && /^[-+]\d+(\.\d+)?$/.test(only) ? Number(only) : undefined;
}
