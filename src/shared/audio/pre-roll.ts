import { msToSamples, PCM_RATE_HZ } from './pcm16.ts';

/**
 * What is kept of the time before the key: people begin to speak as they press. As much as the detectors of the servers keep
 * from before they notice speech (protocol reference: `prefix_padding_ms`, 300 by default).
 */
export const PRE_ROLL_MS = 300;

/** The last frames before the key, in memory that is written over all the time; the oldest leaves first. */
export type PreRoll = {
  /** The frame is copied. */
  add(frame: Int16Array): void;
  /** Hands out what is kept, oldest first, and forgets it. */
  drain(take: (frame: Int16Array) => void): void;
  /** Forgets everything. */
  clear(): void;
};

/** Allocates nothing later: it runs on the audio thread. All frames have `frameSamples`. */
export function createPreRoll(frameSamples: number): PreRoll {
  const count = Math.ceil(msToSamples(PRE_ROLL_MS, PCM_RATE_HZ) / frameSamples);
  const frames = Array.from({ length: count }, () => new Int16Array(frameSamples));
  let added = 0;
  const clear = (): void => {
    for (const frame of frames) frame.fill(0);
    added = 0;
  };
  return {
    add(frame) {
      frames[added % count]?.set(frame);
      added += 1;
    },
    drain(take) {
      for (let at = Math.max(0, added - count); at < added; at += 1) take(frames[at % count] as Int16Array);
      clear();
    },
    clear,
  };
}
