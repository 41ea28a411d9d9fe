import { parse as parseWithChrono } from 'chrono-node';
import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType } from '../phrase/slot-type.ts';
import { numbersToDigits } from '../text/number-words.ts';
import { clockTimePattern, formatTime, nextOccurrence, parseClockTime } from './clock-time.ts';
import { durationSlot, parseDuration } from './duration.ts';
import { numberRules } from './number.ts';

const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
/** Before an ordinal: "twenty first". */
const TENS: ReadonlyMap<string, number> = new Map(Object.entries({ twenty: 20, thirty: 30 }));

const weekday = parsePattern('monday | tuesday | wednesday | thursday | friday | saturday | sunday');

const month = parsePattern(
  'january | february | march | april | may | june | july | august | september | october | november | december',
);
const monthOf30Days = parsePattern(
  'january | march | april | may | june | july | august | september | october | november | december',
);
const monthOf31Days = parsePattern('january | march | may | july | august | october | december');

/** The first to the twenty-eighth: every month has them. */
const ordinal = parsePattern(`${ORDINALS.join(' | ')} | twenty (${ORDINALS.slice(0, 8).join(' | ')})`);

/** "the third of march", "march third"; only days that exist, but for the 29th of february. */
const dayOfMonth = parsePattern(
  `the (<ordinal> of <month> | (twenty ninth | thirtieth) of <month30> | thirty first of <month31>)
  | <month> [the] <ordinal> | <month30> [the] (twenty ninth | thirtieth) | <month31> [the] thirty first`,
  { rules: { ordinal, month, month30: monthOf30Days, month31: monthOf31Days } },
);

/** Today, "next friday", "the third of march", "in two weeks". */
const datePattern = parsePattern(
  `today | tomorrow | [the] day after tomorrow | yesterday | next week
  | [on | this | next] <weekday> | [on] <day_of_month>
  | in (a (day | week) | <under_hundred> (day | days | week | weeks))`,
  { rules: { weekday, day_of_month: dayOfMonth, under_hundred: numberRules.under_hundred } },
);

/** A day as `YYYY-MM-DD`; days without a year lie ahead. */
export const dateSlot: SlotType = {
  name: 'date',
  heard: datePattern,
  approximate: false,
  free: false,
  numeric: false,
  example: 'tomorrow',
  maxWords: 8,
  question: () => 'For which day?',
  parse: ({ words }, now) => {
    const date = parseDate(words, now);
    return date && formatDate(date);
  },
};

/** A point in time as local `YYYY-MM-DDTHH:MM`: a day and a time, or only a time, or "in ten minutes". */
export const momentSlot: SlotType = {
  name: 'moment',
  heard: parsePattern('<date> [at] <time> | <time> [<date>] | in <duration>', {
    rules: {
      date: datePattern,
      time: clockTimePattern,
      ...(durationSlot.heard && { duration: durationSlot.heard }),
    },
  }),
  approximate: false,
  free: false,
  numeric: false,
  example: 'tomorrow at seven',
  maxWords: 16,
  question: () => 'When?',
  parse: ({ words }, now) => {
    const moment = parseMoment(words, now);
    return moment && `${formatDate(moment)}T${formatTime(moment)}`;
  },
};

/**
 * The day the words name, or `undefined`. Numbers and ordinals become digits first: chrono-node reads words unreliably
 * ("in forty five minutes" as five minutes), and a reading that leaves words over is not taken.
 */
function parseDate(words: readonly string[], now: Date): Date | undefined {
  const text = numbersToDigits(ordinalsToDigits(words))
    .join(' ')
    .replace(/^(on|for) /, '')
    .replace(/^the (?=\d)/, '')
    .replace(/^in a (day|week|month)$/, 'in 1 $1')
    .replace(/^day after/, 'the day after')
    .replace(/^([a-z]+) the (?=\d)/, '$1 ')
    .replace(/^(\d+)(?:st|nd|rd|th) (?:of )?([a-z]+)$/, '$2 $1');
  const [result] = parseWithChrono(text, now, { forwardDate: true });
  if (result?.text !== text || result.start.isCertain('hour')) return undefined;
  return result.start.date();
}

/** `YYYY-MM-DD` in local time. */
function formatDate(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0');
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`;
}

function parseMoment(words: readonly string[], now: Date): Date | undefined {
  if (words[0] === 'in') {
    const seconds = parseDuration(words.slice(1));
    if (seconds !== undefined) return new Date(now.getTime() + seconds * 1000);
  }
  for (let split = 0; split <= words.length; split += 1) {
    const [head, rest] = [words.slice(0, split), words.slice(split)];
    const moment = combine(head, rest, now) ?? combine(rest, head, now);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** A day (or none, when there are no words for it) and a time of that day. */
function combine(dayWords: readonly string[], timeWords: readonly string[], now: Date): Date | undefined {
  const time = parseClockTime(timeWords[0] === 'at' ? timeWords.slice(1) : timeWords);
  if (time === undefined) return undefined;
  if (dayWords.length === 0) return nextOccurrence(time, now);
  const day = parseDate(dayWords, now);
  if (day === undefined) return undefined;
  const midnight = new Date(day.getFullYear(), day.getMonth(), day.getDate());
  return nextOccurrence(
    time,
    day.toDateString() === now.toDateString() ? now : new Date(midnight.getTime() - 1),
  );
}

function ordinalsToDigits(words: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (const word of words) {
    const unit = ORDINALS.indexOf(word) + 1 || (word === 'thirtieth' ? 30 : 0);
    const tens = TENS.get(result.at(-1) ?? '');
    if (unit > 0 && unit < 10 && tens !== undefined) result.splice(-1, 1, `${tens + unit}th`);
    else result.push(unit > 0 ? `${unit}th` : word);
  }
  return result;
}
