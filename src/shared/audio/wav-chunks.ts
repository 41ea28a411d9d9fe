import { HarkError } from '../base/errors.ts';

/** What a WAV file is made of, still as bytes: views of the file, nothing copied. */
export type WavChunks = {
  readonly format: Uint8Array;
  /** Every data chunk, in order. */
  readonly data: readonly Uint8Array[];
};

type Chunk = { readonly id: string; readonly body: Uint8Array; readonly nextOffset: number };

type WavFile = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Oddities met on the way, as sentences without a full stop. */
  readonly notes: string[];
  /** The true size of the data chunk of an RF64 file, once its ds64 chunk was read. */
  longDataBytes: number | undefined;
};

const UNKNOWN_SIZE = 0xffff_ffff;
const HEADER_BYTES = 12;
const MAX_CHUNKS = 1000;

/** What other files begin with, so that a renamed one can be called by its name. */
const OTHER_FORMATS: readonly (readonly [name: string, offset: number, signature: string])[] = [
  ['an MP3', 0, 'ID3'],
  ['an MP3', 0, '\xff\xfb'],
  ['an MP3', 0, '\xff\xf3'],
  ['an MP3', 0, '\xff\xf2'],
  ['an Ogg', 0, 'OggS'],
  ['a FLAC', 0, 'fLaC'],
  ['an MPEG-4', 4, 'ftyp'],
  ['a WebM', 0, '\x1a\x45\xdf\xa3'],
  ['an AIFF', 0, 'FORM'],
  ['a big-endian WAV', 0, 'RIFX'],
];

export function notWav(why: string): HarkError {
  return new HarkError('invalid_input', `not a WAV we can read: ${why}`);
}

/** Cuts a WAV file (RIFF or RF64) into its chunks. What is odd goes to `notes`; throws when there is nothing to decode. */
export function splitWav(bytes: Uint8Array, notes: string[]): WavChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const file: WavFile = { bytes, view, notes, longDataBytes: undefined };
  checkHeader(file);
  let format: Uint8Array | undefined;
  const data: Uint8Array[] = [];
  for (const chunk of walkChunks(file)) {
    if (chunk.id === 'ds64') file.longDataBytes = readLongDataBytes(chunk.body);
    else if (chunk.id === 'data') data.push(chunk.body);
    else if (chunk.id === 'fmt ') format ??= chunk.body;
  }
  if (format === undefined) throw notWav('it has no fmt chunk');
  if (data.length === 0) throw notWav('it has no data chunk');
  if (data.length > 1) notes.push(`${data.length} data chunks were joined`);
  return { format, data };
}

function* walkChunks(file: WavFile): Generator<Chunk> {
  const { bytes, notes } = file;
  let offset = HEADER_BYTES;
  for (let count = 0; offset + 8 <= bytes.length; count += 1) {
    if (count === MAX_CHUNKS) {
      notes.push(`only the first ${MAX_CHUNKS} chunks were read`);
      return;
    }
    if (!hasChunkName(file, offset)) {
      notes.push(`${bytes.length - offset} bytes at the end are no chunk and were ignored`);
      return;
    }
    const chunk = readChunk(file, offset);
    yield chunk;
    offset = chunk.nextOffset;
  }
}

function checkHeader({ bytes, view, notes }: WavFile): void {
  if (bytes.length === 0) throw notWav('the file is empty');
  for (const [name, offset, signature] of OTHER_FORMATS) {
    if (textAt(bytes, offset, signature.length) === signature) throw notWav(`it is ${name} file`);
  }
  const container = textAt(bytes, 0, 4);
  if (container !== 'RIFF' && container !== 'RF64') throw notWav('it does not begin with RIFF');
  if (bytes.length < HEADER_BYTES) throw notWav('it ends within its header');
  if (textAt(bytes, 8, 4) !== 'WAVE') throw notWav('it is a RIFF file of another kind');
  const claimed = view.getUint32(4, true);
  if (container === 'RIFF' && claimed !== bytes.length - 8) {
    notes.push(`the header claims ${claimed} bytes after itself, there are ${bytes.length - 8}`);
  }
}

function readChunk(file: WavFile, offset: number): Chunk {
  const { bytes, view, notes } = file;
  const id = textAt(bytes, offset, 4);
  const start = offset + 8;
  const available = bytes.length - start;
  let size = view.getUint32(offset + 4, true);
  if (id === 'data') {
    if (size === UNKNOWN_SIZE && file.longDataBytes !== undefined) size = file.longDataBytes;
    // Programs that write to a pipe leave a 0 behind when they cannot come back to fill in the size.
    if (size === 0 && available > 0 && !hasChunkHeader(file, start)) {
      notes.push('the size of the data was never filled in: all that follows was taken');
      size = available;
    }
  }
  if (size > available) {
    notes.push(`the ${id.trim()} chunk claims ${size} bytes, the file holds ${available}`);
    size = available;
  }
  const end = start + size;
  return { id, body: bytes.subarray(start, end), nextOffset: end + padBytes(file, end, size) };
}

/** Chunks begin at even places; some writers forget the pad byte after an odd one. */
function padBytes(file: WavFile, end: number, size: number): number {
  if (size % 2 === 0) return 0;
  if (hasChunkHeader(file, end) && !hasChunkHeader(file, end + 1)) {
    file.notes.push('a pad byte is missing after an odd chunk');
    return 0;
  }
  return 1;
}

/** True where four printable characters stand. */
function hasChunkName({ bytes }: WavFile, offset: number): boolean {
  return /^[ -~]{4}$/.test(textAt(bytes, offset, 4));
}

/** True where a chunk's name and a size that fits stand. */
function hasChunkHeader(file: WavFile, offset: number): boolean {
  if (offset + 8 > file.bytes.length || !hasChunkName(file, offset)) return false;
  return file.view.getUint32(offset + 4, true) <= file.bytes.length - offset - 8;
}

/** The ds64 chunk: 64-bit sizes of the file and of its data (EBU Tech 3306). */
function readLongDataBytes(body: Uint8Array): number | undefined {
  if (body.length < 16) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return Number(view.getBigUint64(8, true));
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
