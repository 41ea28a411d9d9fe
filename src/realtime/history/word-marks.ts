import { keepNewest } from '#shared/base/keep-newest.ts';
import { heardText } from './heard-text.ts';

/** Parts whose marks are kept, as many as a playback tracker knows. */
const MAX_PARTS = 64;
/** Marks of one part; beyond this, what follows counts as one stretch. */
const MAX_MARKS = 2_000;

/** From this sample on, the sound goes with words up to this length of the text. */
type Mark = { readonly fromSample: number; readonly textLength: number };

type Part = { received: number; readonly marks: Mark[] };

/**
 * Which words came with which sound. Servers do not say where a word lies in the audio, but words come a little before
 * their sound (protocol reference §8.3), so that each piece of audio goes with the words that came right before it.
 */
export class WordMarks {
  readonly #parts = new Map<string, Part>();

  /** Audio arrived when the text of its part had `textLength` characters. */
  note(part: string, samples: number, textLength: number): void {
    const known = this.#parts.get(part) ?? { received: 0, marks: [] };
    this.#parts.set(part, known);
    const last = known.marks.at(-1);
    if (last?.textLength !== textLength && known.marks.length < MAX_MARKS) {
      known.marks.push({ fromSample: known.received, textLength });
    }
    known.received += samples;
    keepNewest(this.#parts, MAX_PARTS);
  }

  forget(part: string): void {
    this.#parts.delete(part);
  }

  /**
   * The words of `text` that were heard when a share of the audio (0..1) was played. Two estimates, and the smaller counts:
   * the text spread evenly over the audio, which is too much while words wait for their sound; and the text spread between
   * the marks, which is too much when words come far ahead.
   */
  heard(part: string, text: string, share: number): string {
    const byMarks = this.#lengthAt(part, share);
    return heardText(text, byMarks === undefined ? share : Math.min(share, byMarks / text.length));
  }

  /** Undefined when the marks tell nothing: there are none, or sound came before any words. */
  #lengthAt(part: string, share: number): number | undefined {
    const { received = 0, marks = [] } = this.#parts.get(part) ?? {};
    const played = share * received;
    const index = marks.findLastIndex(({ fromSample }) => fromSample <= played);
    const mark = marks[index];
    if (mark === undefined || marks[0]?.textLength === 0) return undefined;
    const before = marks[index - 1]?.textLength ?? 0;
    const toSample = marks[index + 1]?.fromSample ?? received;
    const progress = (played - mark.fromSample) / Math.max(1, toSample - mark.fromSample);
    return before + (mark.textLength - before) * progress;
  }
}
