import { commandAccuracy, falseAccepts } from './accuracy/command-accuracy.ts';
import { humanAccuracy } from './accuracy/human-accuracy.ts';
import { fetchHumanPrompts, type HumanPrompts } from './accuracy/human-prompts.ts';
import { launch } from './engine/start.ts';
import { type Bench, progress, type Table } from './lib/bench.ts';

/** What the offline engine makes of speech. Needs espeak-ng; a person's recordings come from Debian, where there is apt. */
export const accuracy: Bench = {
  title: 'Offline engine: accuracy',
  about:
    'Over the wire, with Hark’s tools, `server_vad` and 500 ms of silence: detection, noise suppression, recognition and brain together. Sound goes in faster than real time.',
  async run() {
    const human = await humanPrompts();
    const running = await launch();
    try {
      const tables: Table[] = [await commandAccuracy(running), await falseAccepts(running, human)];
      return human === undefined ? tables : [...tables, await humanAccuracy(human)];
    } finally {
      await running.close();
      await human?.close();
    }
  },
};

async function humanPrompts(): Promise<HumanPrompts | undefined> {
  try {
    return await fetchHumanPrompts();
  } catch (error) {
    progress(`No human recordings: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
