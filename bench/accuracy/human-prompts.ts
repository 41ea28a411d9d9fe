import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import { fromWav } from '../lib/speech.ts';

/** A person's recordings, the telephone prompts named in prompt-texts.ts: mono pcm16 at 24 kHz (8 kHz in the files). */
export type HumanPrompts = {
  read(path: string): Promise<Int16Array>;
  /** Whole prompts of 1 to 7 seconds, none of which is one of Hark's commands. */
  offTopic(): Promise<readonly Int16Array[]>;
  close(): Promise<void>;
};

const PACKAGE = 'asterisk-core-sounds-en-wav';
const FOLDER = 'usr/share/asterisk/sounds/en_US_f_Allison';
/** These are courtesies or commands to Hark as well, or no speech at all. */
const NOT_OFF_TOPIC = /beep|tone|monkeys|goodbye|hello|thank|sorry|cancel/;

/** Downloads and unpacks the recordings into a temporary folder. Rejects where there is no apt or no such package. */
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
  const read = async (path: string): Promise<Int16Array> =>
    fromWav(await readFile(join(root, `${path}.wav`)));
  return {
    read,
    async offTopic() {
      const files = (await readdir(root)).filter(
        (name) => name.endsWith('.wav') && !NOT_OFF_TOPIC.test(name),
      );
      const prompts = await Promise.all(files.sort().map((name) => read(name.slice(0, -'.wav'.length))));
      return prompts.filter(({ length }) => length >= PCM_RATE_HZ && length <= 7 * PCM_RATE_HZ);
    },
    close: () => rm(folder, { recursive: true }),
  };
}
