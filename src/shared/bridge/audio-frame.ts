import type { PlaybackCommand } from '../audio/ports.ts';
import type { AudioUpstream } from './audio-lane.ts';

/**
 * One audio message as the binary frame of a socket, in 16-bit little-endian words:
 *
 *   word 0       number of header words
 *   header       JSON of the message without its samples, one UTF-16 unit a word
 *   rest         the samples
 *
 * Words keep the samples aligned, so that reading them is one copy; base64 would be four thirds of the size.
 */
const MAX_HEADER_WORDS = 1024;

/** Never shares memory with the message. Throws a RangeError when the header does not fit (an item id of a thousand letters). */
export function encodeAudioFrame(message: PlaybackCommand | AudioUpstream): Uint8Array<ArrayBuffer> {
  const { samples, ...header } = 'samples' in message ? message : { ...message, samples: undefined };
  const text = JSON.stringify(header);
  if (text.length > MAX_HEADER_WORDS) throw new RangeError('The header of an audio frame is too long.');
  const words = new Uint16Array(1 + text.length + (samples?.length ?? 0));
  words[0] = text.length;
  for (let at = 0; at < text.length; at += 1) words[1 + at] = text.charCodeAt(at);
  if (samples !== undefined) words.set(samples, 1 + text.length);
  return new Uint8Array(words.buffer);
}

/** The message in a frame, unchecked beyond the frame's own form; `undefined` for anything that is not a frame. */
export function decodeAudioFrame(bytes: Uint8Array): unknown {
  if (bytes.byteLength < 2 || bytes.byteLength % 2 !== 0) return undefined;
  const words = new Uint16Array(new Uint8Array(bytes).buffer);
  const headerWords = words[0] ?? 0;
  if (headerWords > MAX_HEADER_WORDS || 1 + headerWords > words.length) return undefined;
  const header = readHeader(words.subarray(1, 1 + headerWords));
  if (header === undefined || words.length === 1 + headerWords) return header;
  return { ...header, samples: new Int16Array(words.slice(1 + headerWords).buffer) };
}

function readHeader(words: Uint16Array): object | undefined {
  try {
    const header: unknown = JSON.parse(String.fromCharCode(...words));
    return typeof header === 'object' && header !== null && !Array.isArray(header) ? header : undefined;
  } catch {
    return undefined;
  }
}
