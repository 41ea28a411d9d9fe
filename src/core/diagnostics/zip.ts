import { setImmediate as nextTurn } from 'node:timers/promises';
import { strToU8, Zip, ZipDeflate } from 'fflate';

/** So much is packed at a time, bytes: some milliseconds, because the same thread carries the audio. */
const CHUNK_BYTES = 256 * 1024;

/** Packs texts, by their names, into one zip. */
export async function zipTexts(texts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    // Of texts that are in memory nothing can fail.
    if (error !== null) throw error;
    packed.push(chunk);
  });
  for (const [name, text] of Object.entries(texts)) {
    const entry = new ZipDeflate(name);
    zip.add(entry);
    const bytes = strToU8(text);
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
      entry.push(bytes.subarray(from, from + CHUNK_BYTES));
      await nextTurn();
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  return Buffer.concat(packed);
}
