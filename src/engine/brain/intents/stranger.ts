import type { FunctionTool } from '#shared/wire/tools.ts';
import type { Pattern } from '../phrase/pattern.ts';
import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType } from '../phrase/slot-type.ts';
import { slotTypeFor } from '../slots/for-argument.ts';
import type { CallIntent, Risk } from './intent.ts';
import { joiningWords } from './joining-words.ts';
import { argumentsOf, type ToolArgument } from './tool-arguments.ts';
import { nameOfTool, type ToolName } from './tool-name.ts';

/** An argument with the slot that fills it and the words that lead to it. */
type Gap = {
  /** Names its slot type in the texts of patterns. */
  readonly id: string;
  readonly argument: ToolArgument;
  readonly type: SlotType;
  readonly joining: readonly string[];
};

export type StrangerOptions = {
  /** The tool's place in the session, for names in the grammar. */
  readonly index: number;
  /** Whether speech may fill text arguments with guessed words; refused to careful tools. */
  readonly guessText: boolean;
};

/**
 * The intent of a tool nobody described to us, from its name, description and parameters: `get_weather(city)` is asked
 * for as "what is the weather in paris", `play_music(song, artist)` as "play yesterday by the beatles". Empty when a
 * required argument cannot come from a sentence.
 */
export function strangerIntents(tool: FunctionTool, options: StrangerOptions): readonly CallIntent[] {
  const name = nameOfTool(tool);
  const gaps = gapsOf(tool, name.risk, options);
  if (gaps === undefined || name.verbs.length === 0) return [];
  const required = gaps
    .filter(({ argument }) => argument.required)
    .map(({ argument, type }) => ({ name: argument.name, type, question: type.question(argument.words) }));
  return [
    {
      action: { type: 'call', tool: tool.name, fixed: {}, required },
      risk: name.risk,
      phrases: phrasesOf(name, gaps),
      typedPhrases: [],
      example: exampleOf(name, gaps),
    },
  ];
}

function gapsOf(tool: FunctionTool, risk: Risk, options: StrangerOptions): readonly Gap[] | undefined {
  const gaps: Gap[] = [];
  for (const [index, argument] of argumentsOf(tool).entries()) {
    const id = `tool${options.index}_${index}`;
    // Two loops over a vocabulary in one sentence: nobody could tell where one ends.
    const guessText = options.guessText && risk !== 'careful' && !gaps.some(({ type }) => type.approximate);
    const type = /^[^{}:\s]+$/.test(argument.name)
      ? slotTypeFor(argument, { ruleName: id, guessText })
      : undefined;
    if (type !== undefined) gaps.push({ id, argument, type, joining: joiningWords(argument.words) });
    else if (argument.required) return undefined;
  }
  return gaps;
}

function phrasesOf(name: ToolName, gaps: readonly Gap[]): readonly Pattern[] {
  const slots = Object.fromEntries(gaps.map(({ id, type }) => [id, type]));
  const texts = [...wholeNamePhrases(name, gaps), ...splitVerbPhrases(name), ...shortPhrases(name, gaps)];
  return texts.map((text) => parsePattern(text, { slots }));
}

/** "get the weather in paris", "what is the weather", "weather paris". */
function wholeNamePhrases({ verbs, nouns, asks }: ToolName, gaps: readonly Gap[]): readonly string[] {
  const verb = `(${verbs.join(' | ')}) [me] [the | my | a | an | some]`;
  const lead = asks ? `[${verb}]` : verb;
  const orders = gaps.length === 2 ? [gaps, gaps.toReversed()] : [gaps];
  const start = nouns.length === 0 ? `(${verbs.join(' | ')})` : `${lead} (${nouns.join(' | ')})`;
  return orders.map((order) => `${start} ${asks ? '[like]' : ''} ${tailOf(order, true)}`);
}

/** "turn the lights on" for "turn on lights". */
function splitVerbPhrases({ verbs, nouns }: ToolName): readonly string[] {
  if (nouns.length === 0) return [];
  return verbs.flatMap((verb) => {
    const match = /^(\w+) (on|off|up|down)$/.exec(verb);
    return match === null ? [] : [`${match[1]} [the | my] (${nouns.join(' | ')}) ${match[2]}`];
  });
}

/** "play yesterday by the beatles": the first argument in the place of the noun; "dim the kitchen lights". */
function shortPhrases({ verbs, nouns, asks, risk }: ToolName, gaps: readonly Gap[]): readonly string[] {
  const [first, ...rest] = gaps;
  if (first === undefined) return [];
  const lead = `(${verbs.join(' | ')}) [me] [the | my | a | an | some]`;
  const tail = tailOf(rest, false);
  const slot = `{${first.argument.name}:${first.id}}`;
  if (first.argument.values !== undefined && nouns.length > 0) {
    return [`${lead} ${slot} (${nouns.join(' | ')}) ${tail}`];
  }
  const takesText = first.type.free && first.argument.required && nouns.length > 0;
  return takesText && !asks && risk !== 'careful' ? [`(${verbs.join(' | ')}) [me] ${slot} ${tail}`] : [];
}

/** The arguments at the end of a sentence, each of them optional; `first` when no other stands before them. */
function tailOf(gaps: readonly Gap[], first: boolean): string {
  return gaps.map((gap, index) => `[${gapText(gap, first && index === 0)}]`).join(' ');
}

/**
 * "in paris", "for four people". Text and numbers must be led to, unless they come first: side by side, nobody could tell
 * where one ends.
 */
function gapText({ argument, type, joining, id }: Gap, first: boolean): string {
  const runsOn = type.free || type.name === 'number' || type.name === 'time';
  const lead = joining.join(' | ');
  const unit = type.name === 'number' && /^[a-z' ]+$/.test(argument.words) ? `[${argument.words}]` : '';
  const article = argument.values === undefined ? '' : '[the | my]';
  return `${runsOn && !first ? `(${lead})` : `[${lead}]`} ${article} {${argument.name}:${id}} ${unit}`;
}

function exampleOf({ verbs, nouns, asks }: ToolName, gaps: readonly Gap[]): string {
  const start = asks ? 'what is the' : verbs[0];
  const rest = gaps
    .filter(({ argument }) => argument.required)
    .map(({ type, joining }) => `${joining[0] ?? ''} ${type.example}`);
  return [start, nouns[0], ...rest].join(' ').replace(/\s+/g, ' ').trim();
}
