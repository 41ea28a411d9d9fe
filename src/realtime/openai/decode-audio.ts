import { decodeALaw, decodeMuLaw } from '#shared/audio/g711.ts';
import type { AudioFormat } from '#shared/wire/audio-format.ts';

/** One second of pcm16, more than a delta usually has. */
const SCRATCH_SAMPLES = 24_000;

/** The piece of audio a delta belongs to. */
type Part = { readonly item_id: string; readonly content_index: number };

/**
 * Turns base64 deltas into samples. A delta that ends in the middle of a sample leaves its odd byte for the next one of
 * the same part, so that everything after it stays in step.
 */
export class AudioDecoder {
  #format: AudioFormat = { type: 'audio/pcm', rate: 24_000 };
  /** The odd byte of each part that has one; nearly always none has. */
  readonly #odd = new Map<string, number>();
  /** Where base64 is decoded to, so that its own samples are all the memory a delta costs; as large as the largest delta. */
  #scratch = new Int16Array(SCRATCH_SAMPLES);
  #bytes = Buffer.from(this.#scratch.buffer);

  setFormat(format: AudioFormat): void {
    this.#format = format;
    this.#odd.clear();
  }

  /** Samples in memory of their own: whoever gets them may transfer them. Undefined when the text is not base64. */
  decode(part: Part, base64: string): Int16Array | undefined {
    const odd = this.#odd.size === 0 ? undefined : this.#odd.get(keyOf(part));
    const length = this.#read(base64, odd === undefined ? 0 : 1);
    if (length === undefined) return undefined;
    if (this.#format.type === 'audio/pcmu') return decodeMuLaw(this.#bytes.subarray(0, length));
    if (this.#format.type === 'audio/pcma') return decodeALaw(this.#bytes.subarray(0, length));
    if (odd !== undefined) {
      this.#bytes[0] = odd;
      this.#odd.delete(keyOf(part));
    }
    if (length % 2 === 1) this.#odd.set(keyOf(part), this.#bytes[length - 1] as number);
    return this.#scratch.slice(0, Math.floor(length / 2));
  }

  finish(part: Part): void {
    this.#odd.delete(keyOf(part));
  }

  /** Leaves `room` bytes free in front and answers where the bytes end. */
  #read(base64: string, room: number): number | undefined {
    const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
    const length = Math.floor(((base64.length - padding) * 3) / 4);
    if (room + length > this.#bytes.length) {
      this.#scratch = new Int16Array(Math.ceil((room + length) / 2));
      this.#bytes = Buffer.from(this.#scratch.buffer);
    }
    // The decoder stops at or skips what is not base64, so that less is written than the length promises.
    return this.#bytes.write(base64, room, length, 'base64') === length ? room + length : undefined;
  }
}

function keyOf({ item_id, content_index }: Part): string {
  return `${item_id}/${content_index}`;
}
