import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#engine/brain/catalogue.ts';
import type { Intent } from '#engine/brain/intents/intent.ts';
import { slotsOf } from '#engine/brain/phrase/pattern.ts';
import type { SlotType } from '#engine/brain/phrase/slot-type.ts';
import { harkTools } from './hark-tools.ts';
import { type GeneratedSentence, sentencesOf } from './jsgf-sentences.ts';
import { allTools } from './session-tools.ts';

const now = new Date(2026, 10, 21, 15, 0, 0);

/** The intent's number in the rule the sentence was made by. */
function meaningOf({ rules }: GeneratedSentence): number {
  const rule = rules.find(({ name }) => name.startsWith('meaning'))!;
  return Number(rule.name.slice('meaning'.length));
}

/** The words of every slot, with its type. A slot type inside another one does not count. */
function spokenSlots(
  { rules, words }: GeneratedSentence,
  types: ReadonlyMap<string, SlotType>,
): readonly { readonly type: SlotType; readonly words: readonly string[] }[] {
  const slots = rules.filter(({ name }) => types.has(name));
  return slots
    .filter((slot, at) => !slots.some((other, index) => index > at && other.from <= slot.from))
    .map(({ name, from, to }) => ({ type: types.get(name)!, words: words.slice(from, to) }));
}

const wants = (intent: Intent | undefined): string =>
  intent === undefined ? 'nothing' : JSON.stringify({ ...intent.action, required: [] });

describe.each([
  ['Hark’s own tools', harkTools],
  ['Hark’s and strangers’ tools and handoffs', allTools],
])('with %s', (_, tools) => {
  const catalogue = createCatalogue(tools);
  const sentences = sentencesOf(catalogue.grammar().jsgf);
  const slotTypes = new Map(
    catalogue.intents
      .flatMap(({ phrases }) => phrases.flatMap(slotsOf))
      .map(({ type }) => [type.name, type] as const),
  );
  // "Remind me at five to seven" names a time, although it could be a reminder of "seven" at five.
  const isTime = /\b(five|ten|twenty|quarter) to (one|two|three|four|five|six|seven|eight|nine|ten)\b/;
  const commands = sentences.filter((sentence) => meaningOf(sentence) < catalogue.intents.length);

  it('understands every sentence its grammar can produce as the intent that produced it, with the right slots', () => {
    fc.assert(
      fc.property(commands, (sentence) => {
        fc.pre(!isTime.test(sentence.words.join(' ')));
        const intent = catalogue.intents[meaningOf(sentence)]!;
        const understood = catalogue.understand(sentence.words.join(' '), now);
        expect(wants(understood?.intent)).toBe(wants(intent));
        const values = spokenSlots(sentence, slotTypes).map(({ type, words }) =>
          type.parse({ words, raw: words.join(' ') }, now),
        );
        expect(understood?.filled.map(({ value }) => value)).toEqual(values);
      }),
      { numRuns: 1500 },
    );
  });

  it('calls every sentence complete, and no beginning complete that more words could change', () => {
    fc.assert(
      fc.property(commands, fc.nat(), ({ words }, cut) => {
        const text = words.join(' ');
        const beginning = words.slice(0, cut % words.length).join(' ');
        expect(catalogue.completeness(text)).not.toBe('incomplete');
        if (catalogue.completeness(beginning) !== 'complete') return;
        const [whole, part] = [catalogue.understand(text, now), catalogue.understand(beginning, now)];
        expect(wants(part?.intent)).toBe(wants(whole?.intent));
        expect(part?.values).toEqual(whole?.values);
      }),
      { numRuns: 1500 },
    );
  });
});
