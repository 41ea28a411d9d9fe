/** Samples kept over all items, ten minutes at 24 kHz; beyond this the oldest items lose their audio. */
const MAX_SAMPLES = 10 * 60 * 24_000;

type Part = { chunks: Int16Array[]; samples: number };

/** The assistant's audio by part, for who asked to keep it. */
export class KeptAudio {
  readonly #parts = new Map<string, Part>();
  #samples = 0;

  add(part: string, samples: Int16Array): void {
    const known = this.#parts.get(part) ?? { chunks: [], samples: 0 };
    this.#parts.set(part, known);
    known.chunks.push(samples);
    known.samples += samples.length;
    this.#samples += samples.length;
    while (this.#samples > MAX_SAMPLES) {
      const [oldest] = this.#parts.keys();
      if (oldest === undefined) return;
      this.forget(oldest);
    }
  }

  /** Keeps a share (0..1) from the beginning: the rest was not heard. */
  cut(part: string, share: number): void {
    const audio = this.get(part);
    if (audio === undefined) return;
    this.forget(part);
    this.add(part, audio.slice(0, Math.floor(audio.length * share)));
  }

  forget(part: string): void {
    this.#samples -= this.#parts.get(part)?.samples ?? 0;
    this.#parts.delete(part);
  }

  /** All of it in one piece. */
  get(part: string): Int16Array | undefined {
    const known = this.#parts.get(part);
    if (known === undefined) return undefined;
    const whole = new Int16Array(known.samples);
    let at = 0;
    for (const chunk of known.chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
