import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from '#shared/audio/g711.ts';
import { bytesFromPcm16, pcm16FromBytes } from '#shared/audio/pcm16.ts';
import { createPcm16Resampler } from '#shared/audio/resample.ts';
import type { AudioFormat } from '#shared/wire/audio-format.ts';
import { Refusal } from '../protocol/refusal.ts';

/** Base64 in a session's format, as a stream, to mono pcm16 at 24 kHz. */
export type AudioDecoder = {
  /** Throws a `Refusal` for what is not base64 or not whole samples. */
  decode(base64: string): Int16Array;
  /** The end of the stream; the next `decode` begins a new one. */
  flush(): Int16Array;
};

/** Mono pcm16 at 24 kHz, as a stream, to base64 in a session's format; whole samples per piece. */
export type AudioEncoder = {
  encode(samples: Int16Array): string;
  flush(): string;
};

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function bytesOf(base64: string): Uint8Array {
  if (base64.length % 4 !== 0 || !BASE64.test(base64)) {
    throw new Refusal('invalid_value', "Invalid 'audio': expected base64 with padding.", 'audio');
  }
  return Buffer.from(base64, 'base64');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function samplesOf(bytes: Uint8Array): Int16Array {
  if (bytes.byteLength % 2 !== 0) {
    const message = `Invalid 'audio': pcm16 has two bytes a sample, got ${bytes.byteLength} bytes.`;
    throw new Refusal('invalid_value', message, 'audio');
  }
  return pcm16FromBytes(bytes);
}

export function createAudioDecoder(format: AudioFormat): AudioDecoder {
  if (format.type === 'audio/pcm') {
    return { decode: (base64) => samplesOf(bytesOf(base64)), flush: () => new Int16Array(0) };
  }
  const expand = format.type === 'audio/pcmu' ? decodeMuLaw : decodeALaw;
  const resampler = createPcm16Resampler({ fromHz: 8_000, toHz: 24_000 });
  return {
    decode: (base64) => resampler.process(expand(bytesOf(base64))),
    flush: () => resampler.flush(),
  };
}

export function createAudioEncoder(format: AudioFormat): AudioEncoder {
  if (format.type === 'audio/pcm') {
    return { encode: (samples) => textOf(bytesFromPcm16(samples)), flush: () => '' };
  }
  const compress = format.type === 'audio/pcmu' ? encodeMuLaw : encodeALaw;
  const resampler = createPcm16Resampler({ fromHz: 24_000, toHz: 8_000 });
  return {
    encode: (samples) => textOf(compress(resampler.process(samples))),
    flush: () => textOf(compress(resampler.flush())),
  };
}
