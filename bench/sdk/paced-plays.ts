import { setTimeout as sleep } from 'node:timers/promises';
import { answerEnd, answerStart, audioDelta, noise } from './frames.ts';
import type { Stage } from './stage.ts';
import type { Work } from './work.ts';

const FRAME_MS = 20;

/** Resolves at the next beat; a late beat does not delay the ones after it. */
export type Pace = () => Promise<void>;

export function createPace(everyMs: number): Pace {
  let next = performance.now();
  return () => {
    next += everyMs;
    return sleep(Math.max(0, next - performance.now()));
  };
}

/** One answer of `count` deltas, one at each beat. */
export async function pacedSpeech(
  stage: Stage,
  pace: Pace,
  { ms, count }: { readonly ms: number; readonly count: number },
): Promise<void> {
  const { last: previous } = stage;
  const [response, item] = [stage.newId('resp'), stage.newId('spoken')];
  const sound = noise(ms);
  stage.send(...answerStart(response, item, previous));
  for (let delta = 0; delta < count; delta += 1) {
    await pace();
    stage.send(audioDelta(response, item, sound));
  }
  stage.send(...answerEnd({ response, item, previous, transcript: 'Yes.' }));
  stage.last = item;
}

/** A call, then speech until the next; the speech never pauses, so that every longer gap is the client's. */
export async function pacedWork(
  stage: Stage,
  { work, everyMs, count }: { readonly work: Work; readonly everyMs: number; readonly count: number },
): Promise<void> {
  const pace = createPace(FRAME_MS);
  for (let call = 0; call < count; call += 1) {
    const { before, from } = stage.nextToolCall('work', work);
    stage.send(...before, ...from);
    await pacedSpeech(stage, pace, { ms: FRAME_MS, count: everyMs / FRAME_MS });
  }
}
