import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PEER_DEFECTS } from './peer-defects.ts';
import { REQUIREMENTS } from './requirements.ts';
import { testTitles } from './test-titles.ts';

const ROOT = join(import.meta.dirname, '..');
const ID = /\b[A-Z]{2}-\d+\b/g;
const DEFECT = /\bpeer defect (\d+):/g;

const titles: string[] = [];

beforeAll(async () => {
  for await (const file of glob('**/*.test.{ts,tsx}', { cwd: ROOT, exclude: ['**/node_modules/**'] }))
    titles.push(...testTitles(readFileSync(join(ROOT, file), 'utf8'), file));
});

describe('what the tests prove', () => {
  it('every requirement of the SDK', () => {
    const cited = new Set(titles.flatMap((title) => title.match(ID) ?? []));
    const known = REQUIREMENTS.map(({ id }) => id);
    const unproven = known.filter((id) => !cited.has(id));
    process.stdout.write(`${known.length} requirements, ${known.length - unproven.length} proven\n`);
    expect(unproven, 'ids that no test title cites').toEqual([]);
    expect(
      [...cited].filter((id) => !known.includes(id)),
      'cited ids that do not exist',
    ).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  it('the absence of every defect of the peers', () => {
    const cited = new Set(
      titles.flatMap((title) => [...title.matchAll(DEFECT)].map(([, number]) => Number(number))),
    );
    const known = [...PEER_DEFECTS.keys()];
    const unproven = known.filter((number) => !cited.has(number));
    process.stdout.write(`${known.length} peer defects, ${known.length - unproven.length} proven absent\n`);
    expect(unproven, 'defects without a test').toEqual([]);
    expect(
      [...cited].filter((number) => !PEER_DEFECTS.has(number)),
      'cited defects that do not exist',
    ).toEqual([]);
  });
});

describe('testTitles', () => {
  it('reads the titles of tests that run, with those of their groups, and nothing else', () => {
    const source = `
      // it('a comment', () => {});
      const text = "it('a string', () => {})";
      submit('another function');
      describe('group', () => {
        it('plain', () => { expect<number>(1).toBe(1); });
        for (const name of names) test(\`made of \${name}\`, () => {});
        it.each([1, 2])('each %s', () => {});
        describe.each\`a\`('inner', () => { it.concurrent.each(['x'])('deep', () => {}); });
        it.skip('skipped', () => {});
        it.todo('still to do');
        it.fails('fails', () => {});
      });
      describe.skip('skipped group', () => { it('in it', () => {}); });
      describe('empty group', () => {});
    `;
    expect(testTitles(source, 'x.test.ts')).toEqual([
      'group > plain',
      'group > made of …',
      'group > each %s',
      'group > inner > deep',
    ]);
  });
});
