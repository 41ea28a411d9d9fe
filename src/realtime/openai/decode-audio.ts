import { decodeALaw, decodeMuLaw } from '#shared/audio/g711.ts';
import { pcm16FromBytes } from '#shared/audio/pcm16.ts';
import type { AudioFormat } from '#shared/wire/audio-format.ts';

/**
 * Turns base64 deltas into samples. A delta that ends in the middle of a sample leaves its odd byte for the next one of
 * the same part, so that everything after it stays in step.
 */
export class AudioDecoder {
  #format: AudioFormat = { type: 'audio/pcm', rate: 24_000 };
  /** The odd byte of each part that has one. */
  readonly #odd = new Map<string, number>();

  setFormat(format: AudioFormat): void {
    this.#format = format;
    this.#odd.clear();
  }

  /** Undefined when the text is not base64. */
  decode(part: string, base64: string): Int16Array | undefined {
    if (this.#format.type !== 'audio/pcm') {
      const bytes = fromBase64(base64, 0);
      if (bytes === undefined) return undefined;
      return this.#format.type === 'audio/pcmu' ? decodeMuLaw(bytes) : decodeALaw(bytes);
    }
    const odd = this.#odd.get(part);
    const bytes = fromBase64(base64, odd === undefined ? 0 : 1);
    if (bytes === undefined) return undefined;
    if (odd !== undefined) bytes[0] = odd;
    this.#odd.delete(part);
    if (bytes.length % 2 === 0) return pcm16FromBytes(bytes);
    this.#odd.set(part, bytes[bytes.length - 1] as number);
    return pcm16FromBytes(bytes.subarray(0, -1));
  }

  finish(part: string): void {
    this.#odd.delete(part);
  }
}

/**
 * Decodes into memory of its own, not into a slice of Node's buffer pool: whoever gets the samples may transfer them.
 * `room` bytes are left free in front.
 */
function fromBase64(base64: string, room: number): Uint8Array | undefined {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  const length = Math.floor(((base64.length - padding) * 3) / 4);
  const bytes = Buffer.allocUnsafeSlow(room + length);
  // The decoder stops at or skips what is not base64, so that less is written than the length promises.
  return bytes.write(base64, room, 'base64') === length ? bytes : undefined;
}
