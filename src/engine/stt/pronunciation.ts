import { type Flite, loadFlite } from '../flite/flite.ts';
import type { Pronunciation } from './decoder.ts';
import { isPhone } from './phones.ts';

/** Flite's phones that the model has under another name; all others are the same in upper case. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ax: 'AH',
  axr: 'ER',
  dx: 'T',
  el: 'AH L',
  em: 'AH M',
  en: 'AH N',
  ix: 'IH',
  nx: 'N',
  wh: 'W',
};

const PAUSE = 'pau';

/**
 * How words are said that the recogniser's dictionary lacks: names of files, tools and people. Asks the synthesiser's
 * letter-to-sound rules, so that a name is heard the way it is spoken to the user. Words without any sound are left out.
 */
export async function pronounce(words: readonly string[]): Promise<Pronunciation[]> {
  if (words.length === 0) return [];
  // Loaded anew each time: unknown words are rare, and the module would keep 21 MB for them.
  const flite = await loadFlite();
  const spoken = await phonesOfEach(flite, words);
  return words.flatMap((word, index): Pronunciation[] => {
    const phones = (spoken[index] ?? []).map((phone) => OTHER_NAMES[phone] ?? phone.toUpperCase()).join(' ');
    return phones !== '' && phones.split(' ').every(isPhone) ? [[word, phones]] : [];
  });
}

/** All words in one run, a pause between them; one by one when a word has no sound or a pause within. */
async function phonesOfEach(flite: Flite, words: readonly string[]): Promise<string[][]> {
  const together = utterances(await flite.phones(words.map(spelling).join(', ')));
  if (together.length === words.length) return together;
  const alone: string[][] = [];
  for (const word of words)
    alone.push((await phonesOrNone(flite, spelling(word))).filter((phone) => phone !== PAUSE));
  return alone;
}

/** Commas and the like inside a word would look like the pauses between words. */
const spelling = (word: string): string => word.replace(/[^a-z0-9']+/gi, ' ').trim();

async function phonesOrNone(flite: Flite, text: string): Promise<string[]> {
  return text === '' ? [] : flite.phones(text);
}

function utterances(phones: readonly string[]): string[][] {
  const groups: string[][] = [];
  let previous = PAUSE;
  for (const phone of phones) {
    if (phone !== PAUSE && previous === PAUSE) groups.push([]);
    if (phone !== PAUSE) groups.at(-1)?.push(phone);
    previous = phone;
  }
  return groups;
}
