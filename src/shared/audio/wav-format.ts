import { notWav } from './wav-chunks.ts';

export type WavEncoding = 'pcm' | 'float' | 'a_law' | 'mu_law';

/** How the samples of a WAV file are stored. */
export type WavFormat = {
  readonly encoding: WavEncoding;
  /** Bytes one sample of one channel takes; pcm of fewer bits stands in the upper ones. */
  readonly bytesPerSample: number;
  readonly channels: number;
  readonly sampleRateHz: number;
};

const EXTENSIBLE = 0xfffe;
const ENCODINGS: ReadonlyMap<number, WavEncoding> = new Map([
  [1, 'pcm'],
  [3, 'float'],
  [6, 'a_law'],
  [7, 'mu_law'],
]);
/** An extensible format names its encoding by a GUID: the old number followed by these bytes (mmreg.h). */
const GUID_TAIL = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113];

const MIN_RATE_HZ = 8_000;
const MAX_RATE_HZ = 192_000;
const MAX_CHANNELS = 8;

/** Reads a fmt chunk; oddities go to `notes`, what cannot be decoded is thrown as `invalid_input`. */
export function readWavFormat(chunk: Uint8Array, notes: string[]): WavFormat {
  if (chunk.length < 16) throw notWav('its fmt chunk is cut short');
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const channels = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  const blockBytes = view.getUint16(12, true);
  const bits = view.getUint16(14, true);
  const encoding = readEncoding(chunk, view);
  if (channels < 1 || channels > MAX_CHANNELS)
    throw notWav(`it has ${channels} channels, 1 to ${MAX_CHANNELS} are read`);
  if (sampleRateHz < MIN_RATE_HZ || sampleRateHz > MAX_RATE_HZ) {
    throw notWav(`its rate is ${sampleRateHz} Hz, ${MIN_RATE_HZ} to ${MAX_RATE_HZ} are read`);
  }
  const bytesPerSample = readSampleBytes(encoding, bits, blockBytes / channels);
  if (bytesPerSample * channels !== blockBytes) {
    notes.push(
      `the fmt chunk claims ${blockBytes} bytes a frame, its samples make ${bytesPerSample * channels}`,
    );
  }
  return { encoding, bytesPerSample, channels, sampleRateHz };
}

function readEncoding(chunk: Uint8Array, view: DataView): WavEncoding {
  let tag = view.getUint16(0, true);
  if (tag === EXTENSIBLE) {
    if (chunk.length < 40) throw notWav('its fmt chunk is cut short');
    if (!GUID_TAIL.every((byte, index) => chunk[26 + index] === byte))
      throw notWav('its sample format is unknown');
    tag = view.getUint16(24, true);
  }
  const encoding = ENCODINGS.get(tag);
  if (encoding === undefined)
    throw notWav(`its samples are in format 0x${tag.toString(16).padStart(4, '0')}`);
  return encoding;
}

/** `claimed` is the frame's size divided by the channels: pcm may stand in a container wider than its bits need. */
function readSampleBytes(encoding: WavEncoding, bits: number, claimed: number): number {
  if (encoding === 'a_law' || encoding === 'mu_law') return 1;
  if (encoding === 'float') {
    if (bits !== 32 && bits !== 64) throw notWav(`its floats have ${bits} bits`);
    return bits / 8;
  }
  if (bits < 1 || bits > 32) throw notWav(`its samples have ${bits} bits`);
  const needed = Math.ceil(bits / 8);
  return Number.isInteger(claimed) && claimed > needed && claimed <= 4 ? claimed : needed;
}
