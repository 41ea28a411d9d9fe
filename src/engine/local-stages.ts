import { extname } from 'node:path';
import type { Clock } from '#shared/base/clock.ts';
import { createRulesBrain } from './brain/rules-brain.ts';
import type { Stages } from './stages.ts';
import { createSoundSwallowerStt } from './stt/soundswallower-stt.ts';
import { createFliteTts } from './tts/flite-tts.ts';
import { createSileroVad } from './vad/silero-vad.ts';
import { loadSileroWeights, SILERO_WEIGHTS } from './vad/silero-weights.ts';

/**
 * The stages that need nothing but this package. `entryUrl` is the URL of the entry that runs, source or built: the workers
 * lie beside it and have its extension.
 */
export function createLocalStages(entryUrl: string, clock: Clock): () => Promise<Stages> {
  const worker = (name: string): URL => new URL(`./${name}${extname(entryUrl)}`, entryUrl);
  const weights = loadSileroWeights(new URL(SILERO_WEIGHTS, entryUrl));
  // Awaited by every connection; a missing file is reported there and not as an unhandled rejection.
  weights.catch(() => {});
  return async () => {
    // First, because they may fail: nothing is left to close then.
    const vad = createSileroVad(await weights);
    const stt = await createSoundSwallowerStt({ workerUrl: worker('stt-worker'), clock });
    const tts = createFliteTts({ workerUrl: worker('tts-worker'), clock });
    return { vad, stt, brain: createRulesBrain({ clock }), tts };
  };
}

/** Makes the first set before it is asked for: loading a recogniser takes longer than anything else at the start. */
export function withFirstAhead(createStages: () => Promise<Stages>): () => Promise<Stages> {
  let first: Promise<Stages> | undefined = createStages();
  first.catch(() => {});
  return () => {
    const stages = first ?? createStages();
    first = undefined;
    return stages;
  };
}
