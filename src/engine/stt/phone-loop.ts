import type { Decoder, DecoderFactory, Pronunciation } from './decoder.ts';
import { PHONES } from './phones.ts';

/**
 * A decoder that hears any sequence of phones. A grammar always finds something to match; how much worse its best sentence fits
 * than free phones do tells whether the speaker meant it (reference/offline-engine.md §3.2).
 */
export async function createPhoneLoop(factory: DecoderFactory): Promise<Decoder> {
  const words = PHONES.map((phone): Pronunciation => [`phone-${phone.toLowerCase()}`, phone]);
  const decoder = await factory.create({ dictionary: false });
  decoder.addWords(words);
  const alternatives = words.map(([word]) => word).join(' | ');
  decoder.setGrammar(`#JSGF V1.0;\ngrammar phones;\npublic <phones> = (${alternatives})+;\n`);
  return decoder;
}
