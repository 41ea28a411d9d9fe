import { type Pattern, slotsOf } from '../phrase/pattern.ts';
import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType, SlotValue } from '../phrase/slot-type.ts';
import { builtInSlots } from '../slots/built-in.ts';

/** What a misheard sentence could do: nothing that matters, something to undo, or harm. */
export type Risk = 'harmless' | 'normal' | 'careful';

/** What the brain answers by itself, without a tool. */
export type TalkTopic =
  | 'greet'
  | 'thanks'
  | 'goodbye'
  | 'help'
  | 'identity'
  | 'repeat'
  | 'stop'
  | 'yes'
  | 'no';

/** A value the action needs: what to fill it with and how to ask for it. */
export type RequiredSlot = { readonly name: string; readonly type: SlotType; readonly question: string };

/** Whether a bare answer to this slot's question can be heard: without words around it, any noise would fit a guess. */
export const canBeHeardAlone = ({ type }: RequiredSlot): boolean =>
  type.heard !== undefined && !type.approximate;

export type ToolAction = {
  readonly type: 'call';
  readonly tool: string;
  /** Arguments that the sentence itself stands for. */
  readonly fixed: Readonly<Record<string, SlotValue>>;
  readonly required: readonly RequiredSlot[];
};

/** One thing a person can want, in all the ways to say it. */
export type Intent = {
  readonly action: ToolAction | { readonly type: 'talk'; readonly topic: TalkTopic };
  readonly risk: Risk;
  /** What is listened for, as far as it can be said, and understood. */
  readonly phrases: readonly Pattern[];
  /** What is understood when typed, but not listened for. */
  readonly typedPhrases: readonly Pattern[];
  /** A sentence to show people what to say. */
  readonly example: string;
};

export const allPhrasesOf = ({ phrases, typedPhrases }: Intent): readonly Pattern[] => [
  ...phrases,
  ...typedPhrases,
];

export type CallIntent = Intent & { readonly action: ToolAction };

export const isCall = (intent: Intent): intent is CallIntent => intent.action.type === 'call';

/**
 * An intent as the data files declare it, once: from its phrases come both what can be heard and what is understood.
 * A slot `{argument:type}` becomes the tool's argument of that name.
 */
export type ToolIntentDeclaration = {
  readonly tool: string;
  readonly risk: Risk;
  readonly phrases: readonly string[];
  /** Rarer ways, understood only when typed: each one listened for costs the recogniser time and certainty. */
  readonly typed?: readonly string[];
  readonly example: string;
  readonly fixed?: Readonly<Record<string, SlotValue>>;
  /** How to ask for an argument that was left out, by its name; otherwise its slot type asks. */
  readonly questions?: Readonly<Record<string, string>>;
};

export type TalkIntentDeclaration = {
  readonly topic: TalkTopic;
  readonly phrases: readonly string[];
};

/** The patterns of a declaration's phrases. */
export function patternsOf(phrases: readonly string[]): readonly Pattern[] {
  return phrases.map((text) => parsePattern(text, { slots: builtInSlots }));
}

/** The slot types a set of patterns fills, by argument; the first one named wins. */
export function slotTypesOf(patterns: readonly Pattern[]): ReadonlyMap<string, SlotType> {
  const types = new Map<string, SlotType>();
  for (const { name, type } of patterns.flatMap(slotsOf)) {
    if (!types.has(name)) types.set(name, type);
  }
  return types;
}
