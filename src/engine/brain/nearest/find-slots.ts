import { allPhrasesOf, type CallIntent } from '../intents/intent.ts';
import type { FilledSlot, MatchContext } from '../phrase/match.ts';
import { type Slot, slotsOf } from '../phrase/pattern.ts';

/**
 * Looks for an intent's values anywhere in a text, the longest first, no word used twice. Slots for text of any kind
 * are left open: nothing tells where their text begins.
 */
export function findSlots(intent: CallIntent, context: MatchContext): readonly FilledSlot[] {
  const slots = new Set(
    allPhrasesOf(intent)
      .flatMap(slotsOf)
      .filter((slot) => !slot.type.free),
  );
  const found = [...slots].flatMap((slot) => findSlot(slot, context));
  const chosen: FilledSlot[] = [];
  for (const candidate of found.sort((one, other) => other.words - one.words)) {
    const taken = chosen.some(
      (other) => other.slot.name === candidate.slot.name || overlap(other, candidate),
    );
    if (!taken) chosen.push(candidate);
  }
  return chosen;
}

const overlap = (one: FilledSlot, other: FilledSlot): boolean =>
  one.from < other.from + other.words && other.from < one.from + one.words;

/** Every place where the slot could be filled. */
function findSlot(slot: Slot, { text, read }: MatchContext): readonly FilledSlot[] {
  const found: FilledSlot[] = [];
  for (let from = 0; from < text.tokens.length; from += 1) {
    const last = Math.min(text.tokens.length, from + slot.type.maxWords);
    for (let end = from + 1; end <= last; end += 1) {
      const value = read(slot.type, from, end);
      if (value !== undefined) found.push({ slot, ...value, from, words: end - from });
    }
  }
  return found;
}
