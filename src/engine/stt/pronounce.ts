import type { Phone } from './phones.ts';

/** Letters and letter groups to phones, longest first: enough to hear an unusual name, not to read English aloud. */
const RULES: readonly (readonly [letters: string, phones: readonly Phone[]])[] = [
  ['tion', ['SH', 'AH', 'N']],
  ['igh', ['AY']],
  ['tch', ['CH']],
  ['sch', ['SH']],
  ['ch', ['CH']],
  ['sh', ['SH']],
  ['th', ['TH']],
  ['ph', ['F']],
  ['ck', ['K']],
  ['ng', ['NG']],
  ['qu', ['K', 'W']],
  ['wh', ['W']],
  ['ee', ['IY']],
  ['ea', ['IY']],
  ['oo', ['UW']],
  ['ou', ['AW']],
  ['ow', ['AW']],
  ['oi', ['OY']],
  ['oy', ['OY']],
  ['ai', ['EY']],
  ['ay', ['EY']],
  ['au', ['AO']],
  ['aw', ['AO']],
  ['ar', ['AA', 'R']],
  ['er', ['ER']],
  ['ir', ['ER']],
  ['ur', ['ER']],
  ['or', ['AO', 'R']],
  ['a', ['AE']],
  ['b', ['B']],
  ['c', ['K']],
  ['d', ['D']],
  ['e', ['EH']],
  ['f', ['F']],
  ['g', ['G']],
  ['h', ['HH']],
  ['i', ['IH']],
  ['j', ['JH']],
  ['k', ['K']],
  ['l', ['L']],
  ['m', ['M']],
  ['n', ['N']],
  ['o', ['OW']],
  ['p', ['P']],
  ['q', ['K']],
  ['r', ['R']],
  ['s', ['S']],
  ['t', ['T']],
  ['u', ['AH']],
  ['v', ['V']],
  ['w', ['W']],
  ['x', ['K', 'S']],
  ['y', ['IY']],
  ['z', ['Z']],
];

/** Phones for a word the dictionary lacks, by rule; never empty. */
export function pronounce(word: string): string {
  // A doubled consonant sounds once, a final "e" after a consonant not at all.
  let rest = word
    .toLowerCase()
    .replace(/([b-df-hj-np-tv-z])\1/g, '$1')
    .replace(/([^aeiou])e$/, '$1');
  const phones: Phone[] = [];
  while (rest !== '') {
    const rule = RULES.find(([letters]) => rest.startsWith(letters));
    phones.push(...(rule?.[1] ?? []));
    rest = rest.slice(rule?.[0].length ?? 1);
  }
  return (phones.length === 0 ? ['AH'] : phones).join(' ');
}
