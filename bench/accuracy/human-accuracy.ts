import type { Stt } from '#engine/stages.ts';
import { createSoundSwallowerStt } from '#engine/stt/soundswallower-stt.ts';
import { createClock } from '#shared/base/clock.ts';
import { chunked, padded, withNoise } from '../../test/support/speech.ts';
import { progress, type Table } from '../lib/bench.ts';
import { noiseName, percent } from './command-accuracy.ts';
import type { HumanPrompts } from './human-prompts.ts';
import type { Noise } from './listener.ts';
import { inPairs } from './pool.ts';
import { PROMPT_SENTENCES, PROMPT_WORDS } from './prompt-texts.ts';

type Task = {
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly noise: Noise;
};

const NOISES: readonly Noise[] = ['clean', 10];

/** A person's voice, each set of prompts as one closed grammar: the recogniser alone, without a limit to what it accepts. */
export async function humanAccuracy(human: HumanPrompts): Promise<Table> {
  const tasks: readonly Task[] = NOISES.flatMap((noise) => [
    { name: 'sentences', texts: PROMPT_SENTENCES, noise },
    { name: 'single words', texts: PROMPT_WORDS, noise },
  ]);
  const rows = await inPairs(tasks, async ({ name, texts, noise }) => {
    const row = await hearAll(human, texts, noise);
    progress(`human ${name}, ${noiseName(noise)}: ${row.join(' / ')}`);
    return [`${Object.keys(texts).length} ${name}, ${noiseName(noise)}`, ...row];
  });
  return {
    title: 'A person’s voice, % of the prompts',
    columns: ['prompts', 'right', 'other words', 'nothing'],
    rows,
    note: 'The recogniser alone (with noise suppression); all sentences, and all words, are one grammar. Words: numbers, weekdays, months, telephone alphabet.',
  };
}

async function hearAll(human: HumanPrompts, texts: Task['texts'], noise: Noise): Promise<readonly string[]> {
  const stt = await createSoundSwallowerStt({
    workerUrl: new URL('../../src/engine/stt-worker.ts', import.meta.url),
    clock: createClock(globalThis),
  });
  try {
    const sentences = Object.values(texts);
    const words = [...new Set(sentences.flatMap((sentence) => sentence.split(' ')))];
    const jsgf = `#JSGF V1.0;\ngrammar prompts;\npublic <prompt> = ${sentences.join(' | ')};\n`;
    await stt.setGrammar({ jsgf, words });
    let [right, nothing] = [0, 0];
    for (const [path, sentence] of Object.entries(texts)) {
      const heard = await hear(stt, await human.read(path), noise);
      if (heard === sentence) right += 1;
      if (heard === '') nothing += 1;
    }
    const counts = [right, sentences.length - right - nothing, nothing];
    return counts.map((count) => percent(count, sentences.length));
  } finally {
    await stt.close();
  }
}

async function hear(stt: Stt, speech: Int16Array, noise: Noise): Promise<string> {
  const sound = padded(speech);
  const utterance = stt.startUtterance(() => {});
  for (const piece of chunked(noise === 'clean' ? sound : withNoise(sound, noise), 100))
    utterance.feed(piece);
  return (await utterance.finish()).text;
}
