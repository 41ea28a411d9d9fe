import { joinWithAnd } from './english.ts';
import { speakableWords } from './speakable.ts';

/** Longer lists are cut. */
const MAX_SPOKEN_ENTRIES = 8;
/** Deeper objects are not read out. */
const MAX_DEPTH = 3;

/** Names that say nothing about the value under them. */
const BARE_NAMES = /^(result|results|value|output|answer|message|text|content|response|data|summary)$/i;

const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const dateTexts = new Intl.DateTimeFormat('en-US', { dateStyle: 'full' });
const momentTexts = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short' });

/** A JSON value as English: `{"temperature":21,"sky":"clear"}` is "the temperature is 21 and the sky is clear". */
export function sayValue(value: unknown, depth = 0): string {
  if (typeof value === 'string') return sayText(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(10)));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null || value === undefined) return 'nothing';
  if (depth >= MAX_DEPTH) return 'more details';
  if (Array.isArray(value)) return sayList(value, depth);
  return sayObject(Object.entries(value), depth);
}

/** Dates as people say them, in local time; other text as it is. */
function sayText(text: string): string {
  if (ISO_MOMENT.test(text)) return momentTexts.format(new Date(text)).replace(/\s/g, ' ');
  if (ISO_DATE.test(text)) return dateTexts.format(new Date(`${text}T00:00`));
  return text.trim();
}

function sayList(values: readonly unknown[], depth: number): string {
  if (values.length === 0) return depth === 0 ? 'there is nothing' : 'nothing';
  const texts = values.slice(0, MAX_SPOKEN_ENTRIES).map((value) => sayEntry(value, depth + 1));
  const rest = values.length - texts.length;
  const all = rest > 0 ? [...texts, `${rest} more`] : texts;
  return values.some((value) => typeof value === 'object') ? all.join('; ') : joinWithAnd(all);
}

/** Tools of the Model Context Protocol answer with a list of `{ type: 'text', text }`. */
function sayEntry(value: unknown, depth: number): string {
  const isText = typeof value === 'object' && value !== null && 'type' in value && value.type === 'text';
  return isText && 'text' in value ? sayValue(value.text, depth) : sayValue(value, depth);
}

function sayObject(entries: readonly (readonly [string, unknown])[], depth: number): string {
  const [only] = entries;
  if (only === undefined) return 'nothing';
  if (entries.length === 1 && BARE_NAMES.test(only[0])) return sayValue(only[1], depth);
  const texts = entries.slice(0, MAX_SPOKEN_ENTRIES).map(([name, value]) => {
    const words = speakableWords(name).join(' ') || name;
    return `the ${words} ${Array.isArray(value) && value.length > 1 ? 'are' : 'is'} ${sayValue(value, depth + 1)}`;
  });
  return joinWithAnd(texts);
}
