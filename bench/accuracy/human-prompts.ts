import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { joined, silence } from '../../test/support/speech.ts';
import { endOfSound, fromWav, startOfSound } from '../lib/speech.ts';

/**
 * A person's recordings: the telephone prompts of Debian's asterisk-core-sounds-en-wav (8 kHz; Allison Smith for Digium,
 * CC BY-SA 3.0). Fetched for the measurement, kept in a temporary folder, never in the repository. What is said in a file
 * is taken from its name alone.
 */
export type HumanPrompts = {
  /** Recordings of words, one after the other as the telephone plays them; `undefined` when one is missing. */
  say(words: string): Promise<Int16Array | undefined>;
  /** Whole prompts by path, of 1 to 7 seconds: speech that is no command. */
  sentences(): Promise<readonly Int16Array[]>;
  close(): Promise<void>;
};

const PACKAGE = 'asterisk-core-sounds-en-wav';
const FOLDER = 'usr/share/asterisk/sounds/en_US_f_Allison';
const GAP_MS = 30;
const RATE = 24_000;
/** Speech fades in and out below what counts as audible. */
const MARGIN = 720;

const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TENS = 'thirty forty fifty sixty seventy eighty ninety'.split(' ');
const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NUMBERS.map((word, value) => [word, `digits/${value}`])),
  ...Object.fromEntries(TENS.map((word, index) => [word, `digits/${(index + 3) * 10}`])),
  ...Object.fromEntries(['hours', 'minutes', 'seconds', 'minute', 'second'].map((word) => [word, word])),
};
/** These are commands or courtesies, or no speech at all. */
const NO_NEGATIVES = /beep|tone|monkeys|goodbye|hello|thank|sorry|cancel/;

/** Downloads and unpacks the recordings. Rejects where there is no apt or no such package. */
export async function fetchHumanPrompts(): Promise<HumanPrompts> {
  const run = promisify(execFile);
  const folder = await mkdtemp(join(tmpdir(), 'hark-prompts-'));
  try {
    await run('apt-get', ['download', '-q', PACKAGE], { cwd: folder });
    const [archive = ''] = await readdir(folder);
    await run('dpkg-deb', ['-x', archive, '.'], { cwd: folder });
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  const root = join(folder, FOLDER);
  const load = async (path: string): Promise<Int16Array> =>
    fromWav(await readFile(join(root, `${path}.wav`)));
  return {
    async say(words) {
      const paths = words.split(' ').map((word) => FILES[word]);
      if (paths.includes(undefined)) return undefined;
      const parts = await Promise.all(paths.map((path) => load(path ?? '')));
      return joined(...parts.flatMap((part) => [spoken(part), silence(GAP_MS)]));
    },
    async sentences() {
      const names = (await readdir(root)).filter((name) => name.endsWith('.wav') && !NO_NEGATIVES.test(name));
      const prompts = await Promise.all(names.sort().map((name) => load(name.slice(0, -'.wav'.length))));
      return prompts.filter(({ length }) => length >= RATE && length <= 7 * RATE);
    },
    close: () => rm(folder, { recursive: true }),
  };
}

/** Without the pauses that the prompts are recorded with. */
function spoken(prompt: Int16Array): Int16Array {
  return prompt.subarray(Math.max(0, startOfSound(prompt) - MARGIN), endOfSound(prompt) + MARGIN);
}
