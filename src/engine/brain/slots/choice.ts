import { choice, type Pattern, words } from '../phrase/pattern.ts';
import type { SlotType, SlotValue, Span } from '../phrase/slot-type.ts';
import { joinWithOr } from '../text/english.ts';
import { speakableWords } from '../text/speakable.ts';

/** More alternatives than these are only understood when typed. */
const MAX_HEARD = 300;
/** So many are read out when the person has to choose. */
const MAX_OFFERED = 5;

/** One alternative: what a tool gets, and every way to say it. */
export type Option = { readonly value: SlotValue; readonly names: readonly string[] };

/**
 * One of a closed list: the enum of a tool's JSON schema. `name` must differ from every other list in the grammar.
 * A value that has no pronounceable name can only be typed, exactly.
 */
export function createChoiceSlot(name: string, options: readonly Option[]): SlotType {
  const byName = new Map<string, SlotValue>();
  for (const option of options) {
    for (const optionName of option.names) {
      const key = nameKey(optionName);
      if (!byName.has(key)) byName.set(key, option.value);
    }
  }
  const heard = [...byName.keys()].filter((key) => /^[a-z' ]+$/.test(key)).slice(0, MAX_HEARD);
  return {
    name,
    heard: heard.length === 0 ? undefined : choice(heard.map((key): Pattern => words(key))),
    approximate: false,
    free: false,
    numeric: options.every((option) => typeof option.value === 'number'),
    example: heard[0] ?? '',
    maxWords: Math.max(
      1,
      ...options.flatMap(({ names }) => names.map((text) => text.split(/\W+/).length * 4)),
    ),
    question: (argument) => {
      const offered = options.slice(0, MAX_OFFERED).map((option) => option.names[0] ?? String(option.value));
      return options.length > MAX_OFFERED
        ? `Which ${argument}?`
        : `Which ${argument}: ${joinWithOr(offered)}?`;
    },
    parse: (span) => byName.get(nameKey(span.raw)) ?? byName.get(span.words.join(' ')),
  };
}

/** The slot of a required true-or-false argument. */
export const switchSlot: SlotType = createChoiceSlot('switch', [
  { value: true, names: ['on', 'yes', 'true', 'enabled'] },
  { value: false, names: ['off', 'no', 'false', 'disabled'] },
]);

function nameKey(text: Span['raw']): string {
  const spoken = speakableWords(text).join(' ');
  return spoken === '' ? text.trim().toLowerCase() : spoken;
}
