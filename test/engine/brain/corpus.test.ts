import { describe, expect, it } from 'vitest';
import { conversation } from './conversation.ts';
import { commands, type Expected, freshParaphrases, offTopic, paraphrases } from './corpus.ts';
import { harkTools } from './hark-tools.ts';

/** What the first answer to a typed sentence was. */
async function answer([sentence, tool, args = {}]: Expected) {
  const person = conversation(harkTools);
  const [first = ''] = await person.types(sentence);
  const call = /^(\w+) (\{.*\})$/.exec(first);
  if (call !== null) {
    const right =
      call[1] === tool && JSON.stringify(sorted(JSON.parse(call[2]!))) === JSON.stringify(sorted(args));
    return { kind: right ? 'right' : 'wrong', first } as const;
  }
  if (tool === undefined) return { kind: 'right', first } as const;
  return { kind: first.startsWith('Did you mean') ? 'asked' : 'none', first } as const;
}

const sorted = (value: object) => Object.entries(value).sort();

describe('the rules brain', () => {
  it.each(commands.map((expected) => ({ sentence: expected[0], expected })))(
    'gets "$sentence" right',
    async ({ expected }) => {
      expect(await answer(expected)).toMatchObject({ kind: 'right' });
    },
  );

  it.each([
    ['phrasings written after the phrases', paraphrases],
    ['phrasings nothing was tuned on', freshParaphrases],
  ])('does the right thing or asks for %s', async (name, list) => {
    const counts = { right: 0, asked: 0, none: 0, wrong: 0 };
    const mistakes: string[] = [];
    for (const expected of list) {
      const { kind, first } = await answer(expected);
      counts[kind] += 1;
      if (kind === 'wrong') mistakes.push(`${expected[0]} -> ${first}`);
    }
    expect(mistakes.length, mistakes.join('\n')).toBeLessThanOrEqual(1);
    expect(counts.right, `${name}: ${JSON.stringify(counts)}`).toBeGreaterThanOrEqual(list.length / 2);
  });

  it.each(offTopic)('runs no tool for "%s"', async (sentence) => {
    expect((await answer([sentence, undefined])).kind).toBe('right');
  });
});
