import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType } from '../phrase/slot-type.ts';
import { readNumber } from '../text/number-words.ts';
import { numberRules } from './number.ts';

const UNIT_SECONDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    second: 1,
    sec: 1,
    s: 1,
    minute: 60,
    min: 60,
    m: 60,
    hour: 3600,
    hr: 3600,
    h: 3600,
    day: 86_400,
    week: 604_800,
  }).flatMap(([unit, seconds]) => [
    [unit, seconds],
    [`${unit}s`, seconds],
  ]),
);

/** Ways to say an amount of a unit that are not a number. */
const FIXED_AMOUNTS: readonly (readonly [string, number])[] = [
  ['half an', 0.5],
  ['half a', 0.5],
  ['a half', 0.5],
  ['half', 0.5],
  ['a quarter of an', 0.25],
  ['quarter of an', 0.25],
  ['three quarters of an', 0.75],
  ['a couple of', 2],
  ['a couple', 2],
  ['an', 1],
  ['a', 1],
];

const heard = parsePattern(
  `(<under_thousand> [and a half] | a | an) (second | seconds | minute | minutes | hour | hours)
    [and a half | [and] <under_hundred> (second | seconds | minute | minutes)]
  | half (an hour | hour | a minute) | (a quarter | quarter | three quarters) of an hour`,
  { rules: numberRules },
);

/** A length of time as whole seconds: "ten minutes", "an hour and a half", "ninety seconds", "1h30m". */
export const durationSlot: SlotType = {
  name: 'duration',
  heard,
  approximate: false,
  free: false,
  numeric: true,
  example: 'ten minutes',
  maxWords: 14,
  question: () => 'For how long?',
  parse: ({ words }) => {
    const seconds = parseDuration(words);
    return seconds === undefined ? undefined : Math.round(seconds);
  },
};

/** The length in seconds, or `undefined` when the words are anything but one length of time. */
export function parseDuration(words: readonly string[]): number | undefined {
  let total = 0;
  let at = 0;
  while (at < words.length) {
    if (at > 0 && words[at] === 'and') at += 1;
    const part = readPart(words, at);
    if (part === undefined) return undefined;
    total += part.seconds;
    at = part.next;
  }
  return at === 0 || total <= 0 ? undefined : total;
}

/** One amount with its unit, and "and a half" after it: "an hour and a half". */
function readPart(words: readonly string[], at: number): { seconds: number; next: number } | undefined {
  const amount = readAmount(words, at);
  if (amount === undefined) return undefined;
  const unit = UNIT_SECONDS.get(words[amount.next] ?? '');
  if (unit === undefined) return undefined;
  const next = amount.next + 1;
  const andHalf = words.slice(next, next + 3).join(' ') === 'and a half';
  return { seconds: (amount.value + (andHalf ? 0.5 : 0)) * unit, next: andHalf ? next + 3 : next };
}

function readAmount(words: readonly string[], at: number): { value: number; next: number } | undefined {
  for (const [text, value] of FIXED_AMOUNTS) {
    const next = at + text.split(' ').length;
    const fits = words.slice(at, next).join(' ') === text && UNIT_SECONDS.has(words[next] ?? '');
    if (fits) return { value, next };
  }
  return readNumber(words, at);
}
