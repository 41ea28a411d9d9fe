import { decodeALaw, decodeMuLaw } from '#shared/audio/g711.ts';
import { pcm16FromBytes } from '#shared/audio/pcm16.ts';
import type { AudioFormat } from '#shared/wire/audio-format.ts';

/** One second of pcm16. */
const SCRATCH_BYTES = 48_000;

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
  /** Where base64 is decoded to, so that the samples are the only memory each delta costs. */
  readonly #scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);

  setFormat(format: AudioFormat): void {
    this.#format = format;
    this.#odd.clear();
  }

  /** Samples in memory of their own: whoever gets them may transfer them. Undefined when the text is not base64. */
  decode(part: Part, base64: string): Int16Array | undefined {
    if (this.#format.type !== 'audio/pcm') {
      const bytes = this.#read(base64, 0);
      if (bytes === undefined) return undefined;
      return this.#format.type === 'audio/pcmu' ? decodeMuLaw(bytes) : decodeALaw(bytes);
    }
    const odd = this.#odd.size === 0 ? undefined : this.#odd.get(keyOf(part));
    const bytes = this.#read(base64, odd === undefined ? 0 : 1);
    if (bytes === undefined) return undefined;
    if (odd !== undefined) {
      bytes[0] = odd;
      this.#odd.delete(keyOf(part));
    }
    if (bytes.length % 2 === 0) return pcm16FromBytes(bytes).slice();
    this.#odd.set(keyOf(part), bytes[bytes.length - 1] as number);
    return pcm16FromBytes(bytes.subarray(0, -1)).slice();
  }

  finish(part: Part): void {
    this.#odd.delete(keyOf(part));
  }

  /** The bytes, good until the next call; `room` bytes are left free in front. */
  #read(base64: string, room: number): Uint8Array | undefined {
    const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
    const length = Math.floor(((base64.length - padding) * 3) / 4);
    const target = room + length > SCRATCH_BYTES ? Buffer.allocUnsafeSlow(room + length) : this.#scratch;
    // The decoder stops at or skips what is not base64, so that less is written than the length promises.
    if (target.write(base64, room, length, 'base64') !== length) return undefined;
    return target.subarray(0, room + length);
  }
}

function keyOf({ item_id, content_index }: Part): string {
  return `${item_id}/${content_index}`;
}
