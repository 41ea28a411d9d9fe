import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType } from '../phrase/slot-type.ts';
import { numbersToDigits } from '../text/number-words.ts';
import { numberRules } from './number.ts';

const hour = parsePattern(
  'one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve',
);

const minute = parsePattern(
  `oh <digit> | ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen
  | (twenty | thirty | forty | fifty) [<digit>]`,
  { rules: numberRules },
);

/** Noon, midnight, "seven thirty p m", "half past six", "quarter to nine in the morning". */
export const clockTimePattern = parsePattern(
  `noon | midnight
  | (<hour> [<minute> | o'clock] | <from_hour> <hour>)
    [a m | p m | in the morning | in the afternoon | in the evening | at night]`,
  {
    rules: {
      hour,
      minute,
      from_hour: parsePattern(
        'half past | ([a] quarter | (five | ten | twenty | twenty five) [minutes]) (past | to)',
      ),
    },
  },
);

/** A time of day. `exact` is false when only the hour on a twelve-hour face is known. */
export type ClockTime = { readonly hour: number; readonly minute: number; readonly exact: boolean };

/** Reads a time of day; `undefined` when the words are anything else. */
export function parseClockTime(words: readonly string[]): ClockTime | undefined {
  const text = digits(words);
  if (text === 'noon') return { hour: 12, minute: 0, exact: true };
  if (text === 'midnight') return { hour: 0, minute: 0, exact: true };
  const { time, half } = splitHalf(text);
  const face = readFace(time);
  if (face === undefined || face.minute > 59 || face.hour > 23 || face.minute < 0) return undefined;
  return withHalf(face, half, time);
}

/** When that time comes next, strictly after `now`, in local time. */
export function nextOccurrence(time: ClockTime, now: Date): Date {
  const hours = time.exact ? [time.hour] : [time.hour % 12, (time.hour % 12) + 12];
  const candidates = hours.flatMap((hours24) =>
    [0, 1].map(
      (days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours24, time.minute),
    ),
  );
  const later = candidates.filter((date) => date > now).map((date) => date.getTime());
  return new Date(Math.min(...later));
}

/** A time of day as `HH:MM`, the next one when morning or evening was not said. */
export const timeSlot: SlotType = {
  name: 'time',
  heard: clockTimePattern,
  approximate: false,
  free: false,
  numeric: false,
  example: "seven o'clock",
  maxWords: 8,
  question: () => 'At what time?',
  parse: ({ words }, now) => {
    const time = parseClockTime(words);
    return time && formatTime(nextOccurrence(time, now));
  },
};

/** The whole seconds from now until a time of day comes next, for tools that count down. */
export const untilTimeSlot: SlotType = {
  ...timeSlot,
  name: 'until_time',
  numeric: true,
  parse: ({ words }, now) => {
    const time = parseClockTime(words);
    return time && Math.max(1, Math.round((nextOccurrence(time, now).getTime() - now.getTime()) / 1000));
  },
};

/** `HH:MM` in local time. */
export function formatTime(date: Date): string {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

const pad = (value: number): string => String(value).padStart(2, '0');

function digits(words: readonly string[]): string {
  return numbersToDigits(words)
    .join(' ')
    .replace(/\b(\d+) 0 (\d)\b/, '$1:0$2')
    .replace(/\b([ap]) m\b/, '$1m');
}

type Half = 'am' | 'pm' | 'night' | undefined;

function splitHalf(text: string): { time: string; half: Half } {
  const match = /^(.*?) ?(am|pm|in the morning|in the afternoon|in the evening|at night)$/.exec(text);
  if (match === null) return { time: text, half: undefined };
  const [, time = '', suffix = ''] = match;
  if (suffix === 'at night') return { time, half: 'night' };
  return { time, half: suffix === 'am' || suffix === 'in the morning' ? 'am' : 'pm' };
}

/** The hour and minute as on a clock's face. */
function readFace(time: string): { hour: number; minute: number } | undefined {
  const plain = /^(\d{1,2})(?:[: .](\d{1,2}))?( o'?clock)?$/.exec(time);
  if (plain !== null) return { hour: Number(plain[1]), minute: Number(plain[2] ?? 0) };
  const relative = /^(half|(?:a )?quarter|5|10|20|25|\d{1,2} minutes) (past|to) (\d{1,2})$/.exec(time);
  if (relative === null) return undefined;
  const [, amount = '', direction, hourText] = relative;
  const hour = Number(hourText);
  const minutes = amount === 'half' ? 30 : amount.endsWith('quarter') ? 15 : Number.parseInt(amount, 10);
  if (hour < 1 || hour > 12) return undefined;
  return direction === 'past'
    ? { hour, minute: minutes }
    : { hour: hour === 1 ? 12 : hour - 1, minute: 60 - minutes };
}

function withHalf(face: { hour: number; minute: number }, half: Half, time: string): ClockTime | undefined {
  const onFace = face.hour >= 1 && face.hour <= 12;
  if (half === undefined) {
    return { ...face, exact: !onFace || /^0\d/.test(time) };
  }
  if (!onFace) return undefined;
  const afternoon = half === 'pm' || (half === 'night' && face.hour >= 6 && face.hour < 12);
  return { hour: (face.hour % 12) + (afternoon ? 12 : 0), minute: face.minute, exact: true };
}
