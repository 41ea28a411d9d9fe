import { parsePattern } from './phrase/pattern-syntax.ts';

/** May stand before any sentence. */
export const courtesyBefore = parsePattern(
  '[hey | okay] hark [please] | [hey hark | hark] (please | (can | could | would | will) you [please] | i want you to | i would like (you to | to) | i want to | i need to)',
);

/** May stand after any sentence. */
export const courtesyAfter = parsePattern('please | for me [please] | thanks | thank you | hark');
