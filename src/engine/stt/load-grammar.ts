import type { Grammar } from '../stages.ts';
import type { Decoder, Pronunciation } from './decoder.ts';
import { pronounce } from './pronunciation.ts';

/**
 * What a word without any sound of its own is pronounced as, so that it stays in the grammar and nobody ever says it. (A decoder
 * refuses a grammar with an unknown word as a whole, and JSGF's own `<VOID>` makes this one drop every phrase.)
 */
const NEVER_SAID = Array.from({ length: 12 }, () => 'ZH').join(' ');

/**
 * Gives the decoder a grammar; words missing from its dictionary are pronounced by rule. Rejects with `invalid_input` when the
 * text is not JSGF or uses a word that `grammar.words` does not list.
 */
export async function loadGrammar(decoder: Decoder, grammar: Grammar): Promise<void> {
  const unknown = [...new Set(grammar.words)].filter((word) => !decoder.knows(word));
  const pronounced = new Map(await pronounce(unknown));
  decoder.addWords(unknown.map((word): Pronunciation => [word, pronounced.get(word) ?? NEVER_SAID]));
  decoder.setGrammar(grammar.jsgf);
}
