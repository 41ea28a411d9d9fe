import { PCM_RATE_HZ } from './pcm16.ts';
import type { PlaybackCore } from './playback-core.ts';
import { createResampler } from './resample.ts';

/** Fills one quantum of an audio context. Allocates nothing. */
export type RenderQuantum = (output: Float32Array) => void;

/** The player takes its samples in pieces of this size where the rates differ. */
const BLOCK_SAMPLES = 128;

/**
 * Fits the player to the rate of the context: straight through at 24 kHz, resampled otherwise. Resampling looks ahead by
 * about 1 ms, which the played counts then include.
 */
export function createPlaybackOutput(core: PlaybackCore, contextHz: number): RenderQuantum {
  if (contextHz === PCM_RATE_HZ) return (output) => core.render(output);
  const resampler = createResampler({ fromHz: PCM_RATE_HZ, toHz: contextHz });
  const block = new Float32Array(BLOCK_SAMPLES);
  const converted = new Float32Array(resampler.maxOutput(BLOCK_SAMPLES));
  /** What is left of `converted`. */
  let start = 0;
  let end = 0;
  return (output) => {
    for (let at = 0; at < output.length; at += 1) {
      while (start === end) {
        core.render(block);
        start = 0;
        end = resampler.processInto(block, converted);
      }
      output[at] = converted[start] as number;
      start += 1;
    }
  };
}
