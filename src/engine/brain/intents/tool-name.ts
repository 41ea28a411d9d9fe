import type { FunctionTool } from '#shared/wire/tools.ts';
import { speakableWords } from '../text/speakable.ts';
import type { Risk } from './intent.ts';

/** What a tool's name and description say about how people ask for it. */
export type ToolName = {
  /** Ways to begin: "play", "what is". Empty when the name has no pronounceable word. */
  readonly verbs: readonly string[];
  /** Ways to name what it is about; may be empty. */
  readonly nouns: readonly string[];
  /** Whether it answers a question rather than doing something. */
  readonly asks: boolean;
  readonly risk: Risk;
};

const ASKING = /^(get|fetch|show|check|read|look|lookup|query|retrieve|tell|list|describe|view)$/;

const WAYS_TO_ASK = [
  'get',
  'show',
  'show me',
  'tell me',
  'give me',
  'check',
  'look up',
  'what is',
  'what are',
  'how is',
  'i want to know',
];

/** What cannot be taken back, costs money or reaches other people. */
const CAREFUL =
  /^(send|delete|remove|pay|buy|order|purchase|book|reserve|transfer|post|publish|email|call|dial|reset|format|shutdown|shut|restart|reboot|uninstall|install|drop|erase|kill|wipe|clear|cancel|submit|share|execute|exec|run|write|overwrite|grant|revoke|lock|unlock|sign)$/;

const SYNONYMS: readonly (readonly string[])[] = [
  ['search', 'find', 'look for', 'search for', 'look up'],
  ['find', 'search for', 'look for', 'locate'],
  ['create', 'make', 'add', 'new'],
  ['add', 'put', 'create'],
  ['delete', 'remove', 'erase'],
  ['remove', 'delete'],
  ['set', 'change', 'adjust', 'make', 'put'],
  ['update', 'change', 'set'],
  ['start', 'begin', 'launch'],
  ['stop', 'end', 'halt'],
  ['play', 'put on', 'start playing'],
  ['book', 'reserve'],
  ['order', 'buy', 'get'],
  ['call', 'phone', 'ring'],
];

/** Words of a name that nobody says aloud. */
const UNSAID = /^(current|the|a|an|info|information|data|tool|function|api|by|for|from|with|in|of)$/;

const MAX_NOUN_WORDS = 5;

/** Reads "get_weather", "playMusic" or "turn_on_lights", with the help of the description's first words. */
export function nameOfTool(tool: FunctionTool): ToolName {
  const named = splitName(speakableWords(tool.name));
  if (named === undefined) return { verbs: [], nouns: [], asks: false, risk: 'normal' };
  const { verb, noun } = named;
  const asks = ASKING.test(verb) || verb === '';
  const synonyms = SYNONYMS.find(([first]) => first === verb) ?? [verb];
  const nouns = new Set([noun, descriptionNoun(tool.description, verb)].filter((text) => text !== ''));
  return {
    verbs: asks ? WAYS_TO_ASK : synonyms,
    nouns: [...nouns],
    asks,
    risk: riskOf(speakableWords(tool.name), verb !== '' && asks),
  };
}

function splitName(words: readonly string[]): { verb: string; noun: string } | undefined {
  const [first, second, ...rest] = words;
  if (first === undefined) return undefined;
  if (second === undefined) return { verb: '', noun: first };
  if (/^(on|off|up|down)$/.test(second)) return { verb: `${first} ${second}`, noun: rest.join(' ') };
  return { verb: first, noun: trimNoun([second, ...rest]) };
}

/** "Get the current weather for a city." names the "weather". */
function descriptionNoun(description: string | undefined, verb: string): string {
  const [sentence = ''] = (description ?? '').slice(0, 200).split(/[.,;:(\n]/);
  const words = speakableWords(sentence);
  const stem = verb.split(' ')[0] ?? '';
  if (words[0] !== stem && words[0] !== `${stem}s` && !ASKING.test((words[0] ?? '').replace(/s$/, '')))
    return '';
  const rest = words.slice(words[1] === verb.split(' ')[1] ? 2 : 1);
  const end = rest.findIndex((word) =>
    /^(for|in|of|by|from|with|to|using|given|at|on|and|or|that)$/.test(word),
  );
  const noun = trimNoun(end === -1 ? rest : rest.slice(0, end));
  return noun.split(' ').length <= MAX_NOUN_WORDS ? noun : '';
}

function trimNoun(words: readonly string[]): string {
  const from = words.findIndex((word) => !UNSAID.test(word));
  const to = words.findLastIndex((word) => !UNSAID.test(word));
  return from === -1 ? words.join(' ') : words.slice(from, to + 1).join(' ');
}

function riskOf(words: readonly string[], asks: boolean): Risk {
  if (asks) return 'harmless';
  if (words.some((word) => CAREFUL.test(word))) return 'careful';
  return /^(search|find|calculate|convert|translate|compute|play|count|compare)$/.test(words[0] ?? '')
    ? 'harmless'
    : 'normal';
}
