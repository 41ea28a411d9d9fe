/** Builds WAV files byte by byte, well-formed or not. */

/** A chunk with its true size, or a claimed one; odd bodies get their pad byte unless `pad` is false. */
export function chunk(
  id: string,
  body: Uint8Array,
  options: { claims?: number; pad?: boolean } = {},
): Uint8Array {
  const padded = body.length % 2 === 1 && options.pad !== false;
  const bytes = new Uint8Array(8 + body.length + (padded ? 1 : 0));
  bytes.set(ascii(id));
  new DataView(bytes.buffer).setUint32(4, options.claims ?? body.length, true);
  bytes.set(body, 8);
  return bytes;
}

/** A whole file; `riffBytes` replaces the true size in its header. */
export function wavFile(
  chunks: Uint8Array[],
  options: { riffBytes?: number; container?: string } = {},
): Uint8Array {
  const body = concat(chunks);
  const header = new Uint8Array(12);
  header.set(ascii(options.container ?? 'RIFF'));
  new DataView(header.buffer).setUint32(4, options.riffBytes ?? body.length + 4, true);
  header.set(ascii('WAVE'), 8);
  return concat([header, body]);
}

export type FormatFields = {
  tag?: number;
  channels?: number;
  rateHz?: number;
  bits?: number;
  blockBytes?: number;
  /** Makes the chunk extensible, with this sub-format. */
  subFormat?: number;
};

export function formatChunk(fields: FormatFields = {}): Uint8Array {
  const { tag = 1, channels = 1, rateHz = 24_000, bits = 16, subFormat } = fields;
  const blockBytes = fields.blockBytes ?? channels * Math.ceil(bits / 8);
  const body = new Uint8Array(subFormat === undefined ? 16 : 40);
  const view = new DataView(body.buffer);
  view.setUint16(0, subFormat === undefined ? tag : 0xfffe, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rateHz, true);
  view.setUint32(8, rateHz * blockBytes, true);
  view.setUint16(12, blockBytes, true);
  view.setUint16(14, bits, true);
  if (subFormat !== undefined) {
    view.setUint16(16, 22, true);
    view.setUint16(18, bits, true);
    view.setUint16(24, subFormat, true);
    body.set([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 26);
  }
  return chunk('fmt ', body);
}

export function pcmBytes(...samples: number[]): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, sample] of samples.entries()) view.setInt16(index * 2, sample, true);
  return bytes;
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function concat(parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
