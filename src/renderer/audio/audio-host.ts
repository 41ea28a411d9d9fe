import { PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import type { Clock } from '#shared/base/clock.ts';

/** One audio context for player and recorder: a second one would cost another audio thread, 20 ms of CPU per second. */
export type AudioHost = {
  readonly context: AudioContext;
  /** Keeps the context running until the returned function is called; calling that twice is safe. */
  hold(): () => void;
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
  let cancelSleep = (): void => {};
  // Both fail only on a closed context, where there is nothing left to do.
  const sleep = (): void => void context.suspend().catch(() => {});
  const wake = (): void => void context.resume().catch(() => {});
  sleep();
  return {
    context,
    hold() {
      cancelSleep();
      holders += 1;
      wake();
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holders -= 1;
        if (holders === 0) cancelSleep = clock.after(IDLE_MS, sleep);
      };
    },
    async close() {
      cancelSleep();
      if (context.state !== 'closed') await context.close();
    },
  };
}
