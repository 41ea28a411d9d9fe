import { createRulesBrain } from '#engine/brain/rules-brain.ts';
import type { Stt } from '#engine/stages.ts';
import { createSoundSwallowerStt } from '#engine/stt/soundswallower-stt.ts';
import { createClock } from '#shared/base/clock.ts';
import { chunked, padded, withNoise } from '../../test/support/speech.ts';
import { progress, type Table } from '../lib/bench.ts';
import { harkTools } from '../lib/session-tools.ts';
import { noiseName, shares } from './command-accuracy.ts';
import type { HumanPrompts } from './human-prompts.ts';
import type { Noise, Outcome } from './listener.ts';

/** Durations as one answers "For how long?", among them the pairs that are easily confused. */
const DURATIONS = [
  'ten minutes',
  'two minutes',
  'five minutes',
  'nine minutes',
  'thirteen minutes',
  'thirty minutes',
  'fourteen minutes',
  'forty minutes',
  'fifteen minutes',
  'fifty minutes',
  'sixteen minutes',
  'sixty minutes',
  'twenty five minutes',
  'forty five seconds',
  'ninety seconds',
  'thirty five seconds',
  'twelve hours',
  'eight hours',
  'two hours',
  'three hours thirty minutes',
];
const NOISES: readonly Noise[] = ['clean', 20, 10, 5];
/** Below it the brain asks again, for an action of normal risk (src/engine/brain/scene.ts). */
const SURE = 0;

/** Numbers said by a person, heard by the recogniser with the grammar of all of Hark's tools. */
export async function humanNumbers(human: HumanPrompts): Promise<Table> {
  const workerUrl = new URL('../../src/engine/stt-worker.ts', import.meta.url);
  const stt = await createSoundSwallowerStt({ workerUrl });
  try {
    await stt.setGrammar(createRulesBrain({ clock: createClock(globalThis) }).grammar(harkTools()));
    const rows: string[][] = [];
    for (const noise of NOISES) {
      const outcomes: Outcome[] = [];
      for (const words of DURATIONS) {
        const speech = await human.say(words);
        if (speech !== undefined) outcomes.push(await hear(stt, words, withNoiseOf(speech, noise)));
      }
      rows.push([noiseName(noise), ...shares(outcomes)]);
      progress(`human numbers, ${noiseName(noise)}: ${shares(outcomes).join(' / ')}`);
    }
    return {
      title: `Durations said by a person: ${DURATIONS.length}, % of them`,
      columns: ['noise', 'right', 'wrong', 'asks again'],
      rows,
      note: 'Single words of telephone prompts, joined. The recogniser alone, with the grammar of all of Hark’s tools; it asks again below a score of 0.',
    };
  } finally {
    await stt.close();
  }
}

function withNoiseOf(speech: Int16Array, noise: Noise): Int16Array {
  const sound = padded(speech);
  return noise === 'clean' ? sound : withNoise(sound, noise);
}

async function hear(stt: Stt, words: string, sound: Int16Array): Promise<Outcome> {
  const utterance = stt.startUtterance(() => {});
  for (const piece of chunked(sound, 100)) utterance.feed(piece);
  const { text, score } = await utterance.finish();
  if (text === '' || score < SURE) return 'asks';
  return plain(text) === plain(words) ? 'right' : 'wrong';
}

/** "thirty five minute" and "thirty five minutes" are the same duration, and "and" joins its parts. */
function plain(words: string): string {
  return words.replace(/\b(minute|second|hour)s\b/g, '$1').replaceAll(' and ', ' ');
}
