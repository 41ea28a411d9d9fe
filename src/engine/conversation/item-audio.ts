import { PCM_RATE_HZ, samplesToMs } from '#shared/audio/pcm16.ts';
import { createSampleLog, type SampleLog } from '../turns/sample-log.ts';

/** Audio kept per connection, so that items can be retrieved with it: 10 minutes, 29 MB. The oldest items lose theirs first. */
const MAX_KEPT_SAMPLES = 10 * 60 * PCM_RATE_HZ;

/** The sound of one item, mono pcm16 at 24 kHz. */
export type ItemAudio = {
  /** Length, ms, rounded; also of samples that had to make room. */
  readonly durationMs: number;
  /** The samples kept: those that count as heard, or none when they had to make room. */
  samples(): Int16Array;
  /** Begins a stretch of words; the samples added next speak them. */
  beginWords(text: string): void;
  add(samples: Int16Array): void;
  /** Forgets what was not heard, and whatever is added later. */
  truncate(endMs: number): void;
  /** After a truncation: the words that were heard, by their share of the audio. */
  readonly heardWords: string | undefined;
};

/** Keeps the audio of a session's items within one bound. */
export type AudioShelf = {
  create(): ItemAudio;
};

type Stored = { log: SampleLog | undefined };

export function createAudioShelf(): AudioShelf {
  /** Oldest first. */
  const shelf: Stored[] = [];
  const makeRoom = (): void => {
    let total = shelf.reduce((sum, { log }) => sum + (log?.end ?? 0), 0);
    while (total > MAX_KEPT_SAMPLES) {
      const oldest = shelf.shift();
      if (oldest === undefined) return;
      total -= oldest.log?.end ?? 0;
      oldest.log = undefined;
    }
  };
  return {
    create() {
      const stored: Stored = { log: createSampleLog() };
      shelf.push(stored);
      return createItemAudio(stored, makeRoom);
    },
  };
}

/** Words and where they are spoken, in samples; a stretch ends where the next one begins. */
type Stretch = { readonly words: readonly string[]; readonly from: number };

function createItemAudio(stored: Stored, onGrown: () => void): ItemAudio {
  let stretches: Stretch[] = [];
  let generated = 0;
  let sealed = false;

  /** Words of a stretch whose share of the audio lies before `cut`; they are taken to be equally long. */
  const heardWords = ({ words, from }: Stretch, index: number, cut: number): readonly string[] => {
    const to = stretches[index + 1]?.from ?? generated;
    if (cut <= from) return [];
    if (to <= cut) return words;
    return words.slice(0, Math.floor((words.length * (cut - from)) / (to - from)));
  };
  return {
    get durationMs() {
      return Math.round(samplesToMs(generated, PCM_RATE_HZ));
    },
    samples: () => stored.log?.slice(0, stored.log.end) ?? new Int16Array(0),
    beginWords(text) {
      if (!sealed) stretches.push({ words: text.match(/\s*\S+/g) ?? [], from: generated });
    },
    add(samples) {
      if (sealed) return;
      generated += samples.length;
      stored.log?.append(samples);
      onGrown();
    },
    truncate(endMs) {
      const cut = Math.floor((endMs * PCM_RATE_HZ) / 1000);
      sealed = true;
      stretches = stretches.map((stretch, index) => ({ ...stretch, words: heardWords(stretch, index, cut) }));
      const kept = stored.log?.slice(0, cut);
      if (kept !== undefined) {
        stored.log = createSampleLog();
        stored.log.append(kept);
      }
      generated = Math.min(generated, cut);
    },
    get heardWords() {
      if (!sealed) return undefined;
      const words = stretches.flatMap((stretch) => stretch.words);
      return words.join('').trim();
    },
  };
}
