import { decodeALaw, decodeMuLaw } from './g711.ts';
import { bytesFromPcm16 } from './pcm16.ts';
import { notWav, splitWav } from './wav-chunks.ts';
import { readWavFormat, type WavFormat } from './wav-format.ts';

export type WavAudio = {
  /** 8,000 to 192,000. */
  readonly sampleRateHz: number;
  /** Channels in the file, 1 to 8. */
  readonly channels: number;
  /** All channels mixed to one, finite, -1..1 (float files may hold louder ones). */
  readonly samples: Float32Array;
  /** What was odd about the file and how it was read, as sentences without a full stop. */
  readonly notes: readonly string[];
};

const MAX_MINUTES = 60;

/**
 * Reads a WAV file: 8 to 32-bit pcm, 32 and 64-bit floats, A-law and µ-law, plain or extensible, RIFF or RF64. Damaged
 * files are read as far as they make sense, with a note for every oddity. Memory is bounded by the bytes that are there,
 * never by what a header claims. Throws `invalid_input` ("not a WAV we can read: …") otherwise, or over 60 minutes.
 */
export function readWav(bytes: Uint8Array): WavAudio {
  const notes: string[] = [];
  const chunks = splitWav(bytes, notes);
  const format = readWavFormat(chunks.format, notes);
  const frameBytes = format.bytesPerSample * format.channels;
  const frameCounts = chunks.data.map((body) => Math.floor(body.length / frameBytes));
  const frames = frameCounts.reduce((sum, count) => sum + count, 0);
  if (frames > MAX_MINUTES * 60 * format.sampleRateHz)
    throw notWav(`it is longer than ${MAX_MINUTES} minutes`);
  if (chunks.data.some((body) => body.length % frameBytes !== 0)) {
    notes.push('the data ends within a frame, which was dropped');
  }
  if (frames === 0) notes.push('it holds no samples');
  const samples = new Float32Array(frames);
  let start = 0;
  let replaced = 0;
  for (const [index, body] of chunks.data.entries()) {
    const end = start + (frameCounts[index] ?? 0);
    replaced += mixInto(samples.subarray(start, end), body, format);
    start = end;
  }
  if (replaced > 0) notes.push(`${replaced} samples were not finite numbers and became silence`);
  return { sampleRateHz: format.sampleRateHz, channels: format.channels, samples, notes };
}

/** A mono 16-bit WAV file. */
export function writeWav({
  samples,
  sampleRateHz,
}: {
  samples: Int16Array;
  sampleRateHz: number;
}): Uint8Array {
  const data = bytesFromPcm16(samples);
  const file = new Uint8Array(44 + data.length);
  const view = new DataView(file.buffer);
  const text = (offset: number, value: string): void => {
    for (let index = 0; index < value.length; index += 1) file[offset + index] = value.charCodeAt(index);
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + data.length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // size of the fmt chunk
  view.setUint16(20, 1, true); // pcm
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * 2, true); // bytes per second
  view.setUint16(32, 2, true); // bytes per frame
  view.setUint16(34, 16, true); // bits
  text(36, 'data');
  view.setUint32(40, data.length, true);
  file.set(data, 44);
  return file;
}

/** Decodes one data chunk and averages its channels; returns how many samples were not finite. */
function mixInto(output: Float32Array, body: Uint8Array, format: WavFormat): number {
  const { bytesPerSample, channels } = format;
  const read = sampleReader(body, format);
  let replaced = 0;
  let offset = 0;
  for (let frame = 0; frame < output.length; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const sample = read(offset);
      if (Number.isFinite(sample)) sum += sample;
      else replaced += 1;
      offset += bytesPerSample;
    }
    output[frame] = sum / channels;
  }
  return replaced;
}

/** A function from a byte offset to the sample there, -1..1. */
function sampleReader(body: Uint8Array, { encoding, bytesPerSample }: WavFormat): (offset: number) => number {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  switch (encoding) {
    case 'mu_law':
      return g711Reader(body, decodeMuLaw);
    case 'a_law':
      return g711Reader(body, decodeALaw);
    case 'float':
      return bytesPerSample === 4
        ? (at) => view.getFloat32(at, true)
        : (at) => Math.fround(view.getFloat64(at, true));
    case 'pcm':
      return pcmReader(view, bytesPerSample);
  }
}

function g711Reader(body: Uint8Array, decode: (bytes: Uint8Array) => Int16Array): (offset: number) => number {
  const samples = decode(body);
  return (at) => (samples[at] as number) / 32_768;
}

/** Pcm of one byte is unsigned, of more bytes signed. */
function pcmReader(view: DataView, bytesPerSample: number): (offset: number) => number {
  switch (bytesPerSample) {
    case 1:
      return (at) => (view.getUint8(at) - 128) / 128;
    case 2:
      return (at) => view.getInt16(at, true) / 32_768;
    case 3:
      return (at) => ((view.getInt16(at + 1, true) << 8) | view.getUint8(at)) / 8_388_608;
    default:
      return (at) => view.getInt32(at, true) / 2_147_483_648;
  }
}
