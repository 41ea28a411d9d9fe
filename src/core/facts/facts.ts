import { z } from 'zod';
import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { openJsonList } from '../storage/json-file.ts';

const factSchema = z.object({
  text: z.string().min(1).max(1000),
  /** Milliseconds since the epoch. */
  at: z.number(),
});
type Fact = z.infer<typeof factSchema>;

/** What the person asked Hark to remember. */
export type Facts = {
  /** Stores a sentence; one that is known already only becomes the newest. Rejects when it cannot be stored. */
  remember(text: string): Promise<void>;
  /** Best matches first; without a query everything, newest first. */
  recall(query: string | undefined): readonly Fact[];
};

export type FactsParts = {
  readonly path: string;
  readonly clock: Clock;
  readonly onProblem: (problem: HarkError) => void;
};

const MAX_FACTS = 1000;
/** Words that say nothing about what a question is about. */
const FILLER = new Set(
  'a about am an and are at did do does for have i in is it me my of on or our tell that the to was we were what where which who you your'.split(
    ' ',
  ),
);

export async function openFacts({ path, clock, onProblem }: FactsParts): Promise<Facts> {
  const stored = await openJsonList({ path, schema: factSchema, onProblem });
  return {
    async remember(text) {
      const others = stored.entries.filter((fact) => fact.text.toLowerCase() !== text.toLowerCase());
      if (others.length >= MAX_FACTS) throw tooMany();
      await stored.replace([...others, { text, at: clock.wallTime() }]);
    },
    recall(query) {
      const newestFirst = stored.entries.toReversed();
      const wanted = query === undefined ? [] : keywords(query);
      if (wanted.length === 0) return newestFirst;
      return newestFirst
        .map((fact) => ({ fact, score: score(fact, wanted) }))
        .filter((match) => match.score > 0)
        .sort((first, second) => second.score - first.score)
        .map((match) => match.fact);
    },
  };
}

function score(fact: Fact, wanted: readonly string[]): number {
  const words = keywords(fact.text);
  return wanted.filter((word) => words.includes(word)).length;
}

/** Lower-case words without filler; a plural counts as its singular. */
function keywords(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => !FILLER.has(word))
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));
}

function tooMany(): HarkError {
  return new HarkError('unavailable', `I already remember ${MAX_FACTS} things.`, {
    kept: 'All of them are still there.',
  });
}
