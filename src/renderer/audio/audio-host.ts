import { PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import type { Clock } from '#shared/base/clock.ts';

/** One audio context for player and recorder: a second one would cost another audio thread, 20 ms of CPU per second. */
export type AudioHost = {
  readonly context: AudioContext;
  /** Keeps the context running until the returned function is called; calling that twice is safe. */
  hold(): () => void;
  /** Holds it for what is heard meanwhile. */
  holdForSound(): () => void;
  /** How long nothing of ours was heard, ms; 0 while something is. */
  readonly quietMs: number;
  close(): Promise<void>;
};

/** A running context costs 1 to 3% of a core even in silence, and resuming takes 10 ms: it sleeps after this long unused. */
const IDLE_MS = 1500;

/**
 * Owns the audio context and lets it sleep while nobody holds it. The context runs at 24 kHz, so that the browser resamples
 * the devices; one that runs at another rate may be given, the worklets resample then.
 */
export function createAudioHost(
  clock: Clock,
  context = new AudioContext({ sampleRate: PCM_RATE_HZ }),
): AudioHost {
  let holders = 0;
  let sounds = 0;
  let quietSince = Number.NEGATIVE_INFINITY;
  let cancelSleep = (): void => {};
  // Both fail only on a closed context, where there is nothing left to do.
  const sleep = (): void => void context.suspend().catch(() => {});
  const wake = (): void => void context.resume().catch(() => {});
  sleep();
  const hold = (): (() => void) => {
    cancelSleep();
    holders += 1;
    wake();
    return once(() => {
      holders -= 1;
      if (holders === 0) cancelSleep = clock.after(IDLE_MS, sleep);
    });
  };
  return {
    context,
    hold,
    holdForSound() {
      const letSleep = hold();
      sounds += 1;
      return once(() => {
        sounds -= 1;
        quietSince = clock.now();
        letSleep();
      });
    },
    get quietMs() {
      return sounds > 0 ? 0 : clock.now() - quietSince;
    },
    async close() {
      cancelSleep();
      if (context.state !== 'closed') await context.close();
    },
  };
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
