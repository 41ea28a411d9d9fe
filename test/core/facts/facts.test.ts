import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFacts } from '#core/facts/facts.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function open(path = join(temporaryFolder(), 'facts.json')) {
  const clock = createFakeClock();
  const facts = await openFacts({
    path,
    clock,
    onProblem: (problem) => {
      throw problem;
    },
  });
  return { path, facts, recall: (query?: string) => facts.recall(query).map((fact) => fact.text) };
}

describe('facts', () => {
  it('are recalled newest first without a question', async () => {
    const { facts, recall } = await open();
    expect(recall()).toEqual([]);
    await facts.remember('I parked on level three');
    await facts.remember('the wifi code is 42');
    expect(recall()).toEqual(['the wifi code is 42', 'I parked on level three']);
  });

  it('are recalled by the words of a question, best match first', async () => {
    const { facts, recall } = await open();
    await facts.remember('My locker code is 42');
    await facts.remember('The code of the garage door is 7');
    await facts.remember('Anna likes tulips');
    expect(recall('what is the code of my garage?')).toEqual([
      'The code of the garage door is 7',
      'My locker code is 42',
    ]);
    expect(recall('tulip')).toEqual(['Anna likes tulips']);
    expect(recall('elephants')).toEqual([]);
    expect(recall('what do you')).toHaveLength(3);
  });

  it('survive a restart', async () => {
    const { path, facts } = await open();
    await facts.remember('Anna likes tulips');
    expect((await open(path)).recall()).toEqual(['Anna likes tulips']);
  });

  it('are kept once', async () => {
    const { facts, recall } = await open();
    await facts.remember('Anna likes tulips');
    await facts.remember('Bo likes roses');
    await facts.remember('anna likes tulips');
    expect(recall()).toEqual(['anna likes tulips', 'Bo likes roses']);
  });

  it('that cannot be stored are refused, so that nobody relies on them', async () => {
    const { facts } = await open(join(temporaryFolder(), 'missing', 'facts.json'));
    await expect(facts.remember('anything')).rejects.toThrow();
  });
});
