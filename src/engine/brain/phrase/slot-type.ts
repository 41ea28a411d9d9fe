import type { Pattern } from './pattern.ts';

/** Part of a sentence: its words as they are compared, and the text as it was written. */
export type Span = { readonly words: readonly string[]; readonly raw: string };

/** What a slot can become: any JSON value but null. */
export type SlotValue = string | number | boolean | readonly SlotValue[];

/**
 * What may stand in a gap of a sentence. `heard` is the closed part that the recogniser listens for; `parse` understands
 * at least that and usually more (digits, any text), because typing has no such limits.
 */
export type SlotType = {
  /** Also the name of its grammar rule: letters and digits, unique among different types. */
  readonly name: string;
  /** `undefined`: can only be typed. */
  readonly heard: Pattern | undefined;
  /** Whether speech fills it with a guess from a small vocabulary instead of a closed list. */
  readonly approximate: boolean;
  /** Whether typed text of any kind fits; such a slot never wins over a more exact reading. */
  readonly free: boolean;
  /** Whether its values are numbers. */
  readonly numeric: boolean;
  /** Words that fit, for example sentences. */
  readonly example: string;
  /** No value is longer than this many words. */
  readonly maxWords: number;
  /** What to ask when the slot is required and was left out, given the argument's name in words. */
  question(argument: string): string;
  /** The value, or `undefined` when the span is not one. */
  parse(span: Span, now: Date): SlotValue | undefined;
};
