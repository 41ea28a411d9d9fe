import { progress, type Table } from '../lib/bench.ts';
import { espeakVoice, fliteVoice, type Voice } from '../lib/speech.ts';
import { COMMANDS, OFF_TOPIC } from './commands.ts';
import type { HumanPrompts } from './human-prompts.ts';
import { createListener, type Noise, type Outcome } from './listener.ts';
import { inPairs } from './pool.ts';

type Engine = { readonly url: string; readonly token: string };
type Run = { readonly voice: Voice; readonly noise: Noise };

/** All voices clean, some of them with noise. */
const FLITE = (['slt', 'rms', 'awb', 'kal16'] as const).map(fliteVoice);
const ESPEAK = ['en-us', 'en-gb', 'en-us+f3'].map(espeakVoice);
const NOISES = [20, 10, 5] as const;
/** Every so manieth recording is heard: they are alike. */
const HUMAN_STEP = 4;

/** Commands by voice and noise. */
export async function commandAccuracy(engine: Engine): Promise<Table> {
  const runs: readonly Run[] = [
    ...[...FLITE, ...ESPEAK].map((voice) => ({ voice, noise: 'clean' as const })),
    ...NOISES.flatMap((noise) => FLITE.slice(0, 2).map((voice) => ({ voice, noise }))),
    ...ESPEAK.slice(0, 1).map((voice) => ({ voice, noise: 20 as const })),
  ];
  const rows = await inPairs(runs, async ({ voice, noise }) => {
    const outcomes = await listen(engine, voice, noise);
    progress(`${voice.name}, ${noiseName(noise)}: ${shares(outcomes).join(' / ')}`);
    return [`${voice.name}, ${noiseName(noise)}`, ...shares(outcomes)];
  });
  return {
    title: `Commands: ${COMMANDS.length} by every voice, % of them`,
    columns: ['voice', 'right', 'wrong action', 'asks again'],
    rows,
    note: 'Right is the right tool with the right arguments, and nothing else. The speaker changes with every row, the sentence with every turn. flite’s voices are made of recorded speech; espeak-ng’s are synthesised from formants, and the phrases were tuned on none of them. Pink noise; dB are signal to noise.',
  };
}

async function listen(engine: Engine, voice: Voice, noise: Noise): Promise<readonly Outcome[]> {
  const listener = await createListener(engine);
  const outcomes: Outcome[] = [];
  for (const command of COMMANDS) {
    outcomes.push(await listener.hear(await voice.say(command.sentence), noise, command));
  }
  await listener.close();
  return outcomes;
}

/** Speech that is no command, and how much of it leads to an action all the same. */
export async function falseAccepts(engine: Engine, human: HumanPrompts | undefined): Promise<Table> {
  const prompts = (await human?.offTopic())?.filter((_, index) => index % HUMAN_STEP === 0);
  const spoken = await Promise.all(
    OFF_TOPIC.flatMap((sentence) => FLITE.slice(0, 2).map((voice) => voice.say(sentence))),
  );
  const cases = [
    { name: 'human telephone prompts', speech: prompts ?? [] },
    { name: 'everyday sentences, flite slt and rms', speech: spoken },
  ].filter(({ speech }) => speech.length > 0);
  const rows = await inPairs(cases, async ({ name, speech }) => {
    const listener = await createListener(engine);
    let acted = 0;
    for (const samples of speech) if ((await listener.hear(samples, 'clean')) !== 'asks') acted += 1;
    await listener.close();
    return [name, speech.length, acted, percent(acted, speech.length)];
  });
  return {
    title: 'Speech that is no command',
    columns: ['speech', 'utterances', 'led to an action', '%'],
    rows,
  };
}

export function noiseName(noise: Noise): string {
  return noise === 'clean' ? 'clean' : `${noise} dB`;
}

/** Right, wrong and asks, in %. */
function shares(outcomes: readonly Outcome[]): readonly string[] {
  return (['right', 'wrong', 'asks'] as const).map((kind) =>
    percent(outcomes.filter((outcome) => outcome === kind).length, outcomes.length),
  );
}

export function percent(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(0);
}
