import { type Intent, isCall } from './intents/intent.ts';
import { joinWithOr } from './text/english.ts';
import { speakableWords } from './text/speakable.ts';

/** So many examples fit into one breath. */
const EXAMPLES = 4;

const ONLY_COMMANDS =
  'I run on this computer and understand commands, not free conversation. For that, choose a server in the settings.';

/** Sentences to say, one for each tool of the session; `from` varies which come first. */
function examplesOf(intents: readonly Intent[], from = 0): readonly string[] {
  const byTool = new Map<string, string>();
  for (const intent of intents.filter(isCall)) {
    if (!byTool.has(intent.action.tool)) byTool.set(intent.action.tool, intent.example);
  }
  const examples = [...byTool.values()];
  const start = examples.length === 0 ? 0 : from % examples.length;
  return [...examples.slice(start), ...examples.slice(0, start)];
}

/** A few of many, from all over the list, so that they differ. */
const spread = (examples: readonly string[]): readonly string[] =>
  examples.filter((_, index) => {
    const step = Math.max(1, examples.length / EXAMPLES);
    return Math.floor(index / step) !== Math.floor((index - 1) / step);
  });

const quote = (text: string): string => `“${text}”`;

/** What the brain says by itself. Every text is one or more whole sentences. */
export const replies = {
  greet: 'Hello. What can I do for you?',
  thanks: 'You are welcome.',
  goodbye: 'Goodbye.',
  stop: 'Okay.',
  nothingToConfirm: 'I had not asked anything. What can I do for you?',
  nothingToRepeat: 'I have not said anything yet.',
  dropped: 'All right, I leave it.',
  toolsForbidden: 'I may not use my tools for this answer.',
  onlyText: 'I can only read text and listen. Please say or type what you want.',
  approximate: 'I may have misheard a word; typing is exact.',

  identity: `I am the offline assistant. ${ONLY_COMMANDS}`,

  help(intents: readonly Intent[]): string {
    const examples = examplesOf(intents);
    if (examples.length === 0) return `I have no tools in this session. ${ONLY_COMMANDS}`;
    const rest = examples.length - spread(examples).length;
    const shown = joinWithOr(spread(examples).map(quote));
    const more = rest > 0 ? ` There ${rest === 1 ? 'is 1 more' : `are ${rest} more`}.` : '';
    return `You can say, for example, ${shown}.${more} ${ONLY_COMMANDS}`;
  },

  /** Nothing was understood of what was heard; `seed` varies the hint. */
  notHeard(intents: readonly Intent[], seed: number): string {
    const [example] = examplesOf(intents, seed);
    return example === undefined
      ? 'Sorry, I did not catch that.'
      : `Sorry, I did not catch that. You can say, for example, ${quote(example)}.`;
  },

  /** It may have been this intent, but too unsurely to act on. */
  unsure: (intent: Intent): string =>
    isCall(intent)
      ? `Sorry, I am not sure I heard you right. If you meant ${quote(intent.example)}, please say it again.`
      : 'Sorry, I am not sure I heard you right. Please say it again.',

  notUnderstood(intents: readonly Intent[], seed: number): string {
    const [example] = examplesOf(intents, seed);
    const hint = example === undefined ? '' : ` You can say, for example, ${quote(example)}.`;
    return `I did not understand that.${hint} ${ONLY_COMMANDS}`;
  },

  cannotFill: (tool: string): string =>
    `I cannot tell what ${speakableWords(tool).join(' ') || 'that tool'} needs from a sentence.`,

  didYouMean: (sentence: string): string => `Did you mean ${quote(sentence)}?`,

  /** The value can only be heard inside a whole sentence. */
  askForSentence: (question: string, example: string): string =>
    `${question} Please type it, or say it in one sentence, like ${quote(example)}.`,

  askAgain: (question: string): string => `Sorry, I need to know that first. ${question}`,
} as const;
