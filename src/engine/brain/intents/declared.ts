import type { FunctionTool } from '#shared/wire/tools.ts';
import { type Pattern, slotsOf } from '../phrase/pattern.ts';
import { slotTypeFor } from '../slots/for-argument.ts';
import { speakableWords } from '../text/speakable.ts';
import { calculateIntents, clipboardIntents, systemIntents } from './computer.ts';
import { fileIntents } from './files-and-apps.ts';
import { type CallIntent, patternsOf, type RequiredSlot, slotTypesOf } from './intent.ts';
import { memoryIntents } from './memory.ts';
import { timeIntents, timerIntents } from './time-and-timers.ts';
import { argumentsOf, type ToolArgument } from './tool-arguments.ts';

const declarations = [
  ...timeIntents,
  ...timerIntents,
  ...memoryIntents,
  ...fileIntents,
  ...clipboardIntents,
  ...systemIntents,
  ...calculateIntents,
].map((declaration) => ({
  declaration,
  phrases: patternsOf(declaration.phrases),
  typedPhrases: patternsOf(declaration.typed ?? []),
}));

type Declared = (typeof declarations)[number];

/** Other names under which the same tool is met. */
const SAME_TOOL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    get_time: 'get_current_time',
    current_time: 'get_current_time',
    tell_time: 'get_current_time',
    time: 'get_current_time',
    get_current_date: 'get_date',
    current_date: 'get_date',
    get_today: 'get_date',
    start_timer: 'set_timer',
    create_timer: 'set_timer',
    calculator: 'calculate',
    read_clipboard_text: 'read_clipboard',
  }),
);

/**
 * The intents that were written for a tool of this name, with the phrases that its schema has room for. Empty when there
 * are none, or when a stranger's tool has only the name in common.
 */
export function declaredIntents(tool: FunctionTool): readonly CallIntent[] {
  const name = speakableWords(tool.name).join('_');
  const canonical = SAME_TOOL.get(name) ?? name;
  const known = new Map(argumentsOf(tool).map((argument) => [argument.name, argument]));
  return declarations
    .filter(({ declaration }) => declaration.tool === canonical)
    .map((declared) => adapt(declared, { tool, known }))
    .filter((intent) => intent !== undefined);
}

type Target = { readonly tool: FunctionTool; readonly known: ReadonlyMap<string, ToolArgument> };

function adapt(declared: Declared, { tool, known }: Target): CallIntent | undefined {
  const { declaration } = declared;
  const fixed = declaration.fixed ?? {};
  const fixedFits = Object.entries(fixed).every(([name, value]) => {
    const argument = known.get(name);
    return argument !== undefined && (argument.values?.includes(value as string) ?? true);
  });
  const fitting = (patterns: readonly Pattern[]): readonly Pattern[] =>
    patterns.filter((pattern) => slotsOf(pattern).every((slot) => fits(slot, known)));
  const [phrases, typedPhrases] = [fitting(declared.phrases), fitting(declared.typedPhrases)];
  // What a declaration asks for is what its tool is about: without it, this is another tool of the same name.
  const lostNeeds = Object.keys(declaration.questions ?? {}).some(
    (name) => !phrases.some((phrase) => slotsOf(phrase).some((slot) => slot.name === name)),
  );
  const required = requiredSlots(declared, known);
  if (!fixedFits || lostNeeds || phrases.length === 0 || required === undefined) return undefined;
  return {
    action: { type: 'call', tool: tool.name, fixed, required },
    risk: declaration.risk,
    phrases,
    typedPhrases,
    example: declaration.example,
  };
}

/** Whether the tool takes such a value. */
function fits(slot: ReturnType<typeof slotsOf>[number], known: Target['known']): boolean {
  const argument = known.get(slot.name);
  if (argument === undefined || argument.values !== undefined) return false;
  return slot.type.numeric
    ? argument.kind === 'number' || argument.kind === 'integer'
    : argument.kind === 'text';
}

/** What must be asked for when it was left out; `undefined` when a required argument cannot come from a sentence. */
function requiredSlots(
  { declaration, phrases, typedPhrases }: Declared,
  known: Target['known'],
): readonly RequiredSlot[] | undefined {
  const types = slotTypesOf([...phrases, ...typedPhrases]);
  const questions = new Map(Object.entries(declaration.questions ?? {}));
  const required: RequiredSlot[] = [];
  for (const argument of known.values()) {
    if (!argument.required || Object.hasOwn(declaration.fixed ?? {}, argument.name)) continue;
    const ruleName = `${declaration.tool}_${argument.words.replaceAll(' ', '_')}`;
    const type = types.get(argument.name) ?? slotTypeFor(argument, { ruleName, guessText: false });
    if (type === undefined) return undefined;
    const question = questions.get(argument.name) ?? type.question(argument.words);
    required.push({ name: argument.name, type, question });
  }
  return required;
}
