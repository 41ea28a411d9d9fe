import type { ToolArgument } from '../intents/tool-arguments.ts';
import type { SlotType } from '../phrase/slot-type.ts';
import { speakableWords } from '../text/speakable.ts';
import { createChoiceSlot, switchSlot } from './choice.ts';
import { citySlot } from './city.ts';
import { timeSlot } from './clock-time.ts';
import { dateSlot, momentSlot } from './date.ts';
import { durationSlot } from './duration.ts';
import { freeTextSlot, typedTextSlot } from './free-text.ts';
import { numberSlot } from './number.ts';

/** How many seconds one of a tool's time units has. */
const DURATION_UNITS: readonly (readonly [RegExp, number])[] = [
  [/\b(ms|milliseconds|millis)\b/, 0.001],
  [/\b(seconds|secs|duration|timeout|interval)\b/, 1],
  [/\b(minutes|mins)\b/, 60],
  [/\b(hours)\b/, 3600],
];

export type SlotPurpose = {
  /** Differs between all arguments of all tools; the name of the grammar rule of a closed list. */
  readonly ruleName: string;
  /** Whether speech may fill text with guessed words. */
  readonly guessText: boolean;
};

/** The slot type that fills an argument of a tool nobody described to us, or `undefined` when a sentence cannot. */
export function slotTypeFor(argument: ToolArgument, purpose: SlotPurpose): SlotType | undefined {
  if (argument.values !== undefined) {
    const options = argument.values.map((value) => ({ value, names: namesOf(value) }));
    return createChoiceSlot(purpose.ruleName, options);
  }
  switch (argument.kind) {
    case 'number':
    case 'integer':
      return numericSlot(argument);
    case 'boolean':
      return switchSlot;
    case 'text':
      return textSlot(argument, purpose.guessText);
    case 'list':
    case 'other':
      return undefined;
  }
}

function namesOf(value: string | number): readonly string[] {
  const spoken = speakableWords(String(value)).join(' ');
  return spoken === '' ? [String(value)] : [spoken, String(value)];
}

function numericSlot(argument: ToolArgument): SlotType {
  const unit = DURATION_UNITS.find(([pattern]) => pattern.test(argument.words));
  if (unit === undefined) return integerOrNumber(argument);
  return {
    ...durationSlot,
    parse: (span, now) => {
      const seconds = durationSlot.parse(span, now);
      return typeof seconds === 'number' ? seconds / unit[1] : undefined;
    },
  };
}

function integerOrNumber(argument: ToolArgument): SlotType {
  if (argument.kind !== 'integer') return numberSlot;
  return {
    ...numberSlot,
    parse: (span, now) => {
      const value = numberSlot.parse(span, now);
      return Number.isInteger(value) ? value : undefined;
    },
  };
}

function textSlot({ words, format }: ToolArgument, guessText: boolean): SlotType {
  if (format === 'date') return dateSlot;
  if (format === 'time') return timeSlot;
  if (format === 'date-time') return momentSlot;
  if (/\b(city|town|location|place|destination|origin)\b/.test(words)) return citySlot;
  if (/\b(date|day)\b/.test(words)) return dateSlot;
  if (/\b(datetime|when)\b/.test(words)) return momentSlot;
  if (/\btime\b/.test(words) && !/\bzone\b/.test(words)) return timeSlot;
  return guessText ? freeTextSlot : typedTextSlot;
}
