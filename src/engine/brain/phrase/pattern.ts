import type { SlotType } from './slot-type.ts';

/**
 * What a sentence may look like: a regular expression over words, with typed slots. The same pattern is written out as
 * a grammar for the recogniser (`jsgf.ts`), matched against text (`match.ts`) and walked word by word to tell whether
 * a sentence is finished (`automaton.ts`), so what can be heard is what can be understood.
 */
export type Pattern =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'optional'; readonly part: Pattern }
  /** Once or more. */
  | { readonly kind: 'repeat'; readonly part: Pattern }
  /** A named part: written once in a grammar, however often it is used. */
  | { readonly kind: 'rule'; readonly name: string; readonly part: Pattern }
  | { readonly kind: 'slot'; readonly slot: Slot };

/** A gap in a sentence; `name` is the tool's argument that its value becomes. */
export type Slot = { readonly name: string; readonly type: SlotType };

export const word = (text: string): Pattern => ({ kind: 'word', word: text });

export const words = (text: string): Pattern => sequence(text.split(' ').map(word));

export const sequence = (parts: readonly Pattern[]): Pattern =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'sequence', parts };

export const choice = (options: readonly Pattern[]): Pattern =>
  options.length === 1 && options[0] !== undefined ? options[0] : { kind: 'choice', options };

export const optional = (part: Pattern): Pattern => ({ kind: 'optional', part });

export const repeat = (part: Pattern): Pattern => ({ kind: 'repeat', part });

export const rule = (name: string, part: Pattern): Pattern => ({ kind: 'rule', name, part });

/** The patterns directly inside one. A slot has none: what it sounds like is its type's business. */
export function childrenOf(pattern: Pattern): readonly Pattern[] {
  switch (pattern.kind) {
    case 'word':
    case 'slot':
      return [];
    case 'sequence':
      return pattern.parts;
    case 'choice':
      return pattern.options;
    case 'optional':
    case 'repeat':
    case 'rule':
      return [pattern.part];
  }
}

/** Every slot of a pattern, in order of appearance. */
export function slotsOf(pattern: Pattern): readonly Slot[] {
  return pattern.kind === 'slot' ? [pattern.slot] : childrenOf(pattern).flatMap(slotsOf);
}

/**
 * The pattern with every slot replaced by what it sounds like, or `undefined` when it cannot be said at all because
 * a slot that must be filled can only be typed.
 */
export function spoken(pattern: Pattern): Pattern | undefined {
  switch (pattern.kind) {
    case 'word':
      return pattern;
    case 'slot':
      return pattern.slot.type.heard === undefined ? undefined : pattern;
    case 'choice': {
      const options = pattern.options.map(spoken).filter((option) => option !== undefined);
      return options.length === 0 ? undefined : choice(options);
    }
    case 'optional': {
      const part = spoken(pattern.part);
      return part === undefined ? sequence([]) : optional(part);
    }
    case 'sequence': {
      const parts = pattern.parts.map(spoken);
      if (parts.includes(undefined)) return undefined;
      return sequence(parts.filter((part) => part !== undefined && !isEmpty(part)) as Pattern[]);
    }
    case 'repeat':
    case 'rule': {
      const part = spoken(pattern.part);
      return part === undefined ? undefined : { ...pattern, part };
    }
  }
}

const isEmpty = (pattern: Pattern): boolean => pattern.kind === 'sequence' && pattern.parts.length === 0;
