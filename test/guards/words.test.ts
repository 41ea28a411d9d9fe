import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlantedTree, type PlantedTree } from './planted-tree.ts';

const SCRIPT = 'scripts/words.mjs';

type Texts = Readonly<Record<string, string>>;
type Planted = {
  readonly en: Texts;
  readonly de: Texts;
  readonly used: readonly string[];
  readonly same?: readonly string[];
  readonly sentences?: Texts;
};

describe('the dictionaries', () => {
  let tree: PlantedTree;

  beforeAll(async () => {
    tree = await createPlantedTree(['scripts', 'package.json']);
  });

  afterAll(() => tree.remove());

  /** Runs the checker over two dictionaries with one area, and a source that writes these literals. */
  async function check({ en, de, used, same = [], sentences = {} }: Planted) {
    await tree.plant({
      'src/shared/i18n/en.ts': `export const en = ${JSON.stringify({ talk: en })};`,
      'src/shared/i18n/de.ts': `export const de = ${JSON.stringify({ talk: de })};`,
      'src/shared/i18n/same-on-purpose.ts': `export const SAME_ON_PURPOSE = ${JSON.stringify(same)};`,
      'src/shared/i18n/core-words.ts': `export const CORE_SENTENCES = ${JSON.stringify({ de: sentences })};`,
      'src/renderer/planted.tsx': `export const used = [${used.join(', ')}];`,
    });
    return tree.run(SCRIPT);
  }

  const SEND = { en: { send: 'Send' }, de: { send: 'Senden' }, used: ["'talk:send'"] };

  it('of this repository are complete, translated and used', async () => {
    const script = resolve(import.meta.dirname, '../..', SCRIPT);
    await expect(promisify(execFile)(process.execPath, [script])).resolves.toMatchObject({ stderr: '' });
  });

  it('pass when each text is there in every language and shown', async () => {
    expect(await check(SEND)).toMatchObject({ code: 0, output: '' });
  });

  it.each<[string, Planted, string]>([
    ['a text without German', { ...SEND, de: {} }, 'talk:send: missing in de'],
    ['a text without English', { ...SEND, en: {} }, 'talk:send: missing in en'],
    ['a text that no source shows', { ...SEND, used: [] }, 'talk:send: used by no source'],
    [
      'a variable that only one language has',
      { ...SEND, en: { send: 'Send {{what}}' }, de: { send: '{{was}} senden' } },
      'talk:send: other variables in de than in en',
    ],
    [
      'a text that nobody translated',
      { ...SEND, de: { send: 'Send' } },
      'talk:send: the same text in de and en',
    ],
    [
      'a text that is listed as the same, and is not',
      { ...SEND, same: ['talk:send'] },
      'talk:send: listed in same-on-purpose.ts, and not the same',
    ],
    [
      'a plural without one of its forms',
      {
        en: { turns_one: '{{count}} turn', turns_other: '{{count}} turns' },
        de: { turns_other: '{{count}} Beiträge' },
        used: ["'talk:turns'"],
      },
      'talk:turns_one: missing in de',
    ],
    [
      'a sentence that core does not say any more',
      { ...SEND, sentences: { 'It was sent.': 'Es ist gesendet.' } },
      '"It was sent.": said by no source',
    ],
    [
      'a sentence that loses what core fills in',
      { ...SEND, used: [...SEND.used, `\`Sent $\{0}.\``], sentences: { 'Sent {{what}}.': 'Gesendet.' } },
      '"Sent {{what}}.": other variables in de than in en',
    ],
  ])('refuse %s', async (_title, planted, problem) => {
    const { code, output } = await check(planted);
    expect(code).toBe(1);
    expect(output).toContain(problem);
  });

  it('take a name that is the same everywhere, when it is listed', async () => {
    const same = { en: { name: 'Hark' }, de: { name: 'Hark' }, used: ["'talk:name'"], same: ['talk:name'] };
    expect(await check(same)).toMatchObject({ code: 0, output: '' });
  });

  it('find the texts that a template names', async () => {
    const planted = { ...SEND, used: [`\`talk:\${'send'}\``] };
    expect(await check(planted)).toMatchObject({ code: 0, output: '' });
  });
});
