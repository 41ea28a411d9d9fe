import { DECODER_HZ, type WordSpan } from './decoder.ts';

const FRAME_SAMPLES = DECODER_HZ / 100;
/** A frame counts as sound down to 26 dB below the loudest one. */
const AUDIBLE = 0.05;

/** The level (root mean square) of each whole 10 ms frame. */
export function frameLevels(samples: Float32Array): number[] {
  const levels: number[] = [];
  for (let start = 0; start + FRAME_SAMPLES <= samples.length; start += FRAME_SAMPLES) {
    let sum = 0;
    for (let i = start; i < start + FRAME_SAMPLES; i += 1) sum += (samples[i] as number) ** 2;
    levels.push(Math.sqrt(sum / FRAME_SAMPLES));
  }
  return levels;
}

/**
 * The share of the audible frames, 0..1, that no word covers. A grammar decoder may take half a sentence for silence when no word
 * fits, at no cost to its path: "can you believe how …" became "unmute please" with a good likelihood ratio. Measured over three
 * voices, clean and at 20 dB: at most 0.07 in right sentences, 0.67 and more in such wrong ones.
 */
export function unexplainedShare(levels: readonly number[], words: readonly WordSpan[]): number {
  const threshold = AUDIBLE * levels.reduce((loudest, level) => Math.max(loudest, level), 0);
  const isWord = (frame: number): boolean => words.some(({ start, end }) => frame >= start && frame < end);
  let audible = 0;
  let unexplained = 0;
  for (const [frame, level] of levels.entries()) {
    if (level <= threshold) continue;
    audible += 1;
    if (!isWord(frame)) unexplained += 1;
  }
  return audible === 0 ? 0 : unexplained / audible;
}
