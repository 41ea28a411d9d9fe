import { choice, words } from '../phrase/pattern.ts';
import { parsePattern } from '../phrase/pattern-syntax.ts';
import type { SlotType, Span } from '../phrase/slot-type.ts';
import { nameWords } from './vocabulary.ts';

const LABELS =
  'pasta, egg, eggs, tea, coffee, pizza, rice, bread, cake, oven, laundry, washing, dishes, nap, break, workout, meeting, parking, homework, medicine'.split(
    ', ',
  );

const APPLICATIONS = [
  'browser, calculator, calendar, camera, chrome, clock, contacts, control panel, discord, editor, email, excel',
  'explorer, file manager, files, finder, firefox, mail, maps, messages, music, music player, notepad, outlook',
  'paint, photos, powerpoint, safari, settings, signal, skype, slack, spotify, steam, system settings, task manager',
  'teams, telegram, terminal, text editor, thunderbird, video player, web browser, word, zoom',
  'desktop, documents, downloads, home, pictures, videos, trash',
].flatMap((line) => line.split(', '));

const SITES = parsePattern(
  `[w w w dot] (amazon | apple | bing | e bay | example | facebook | github | google | linkedin | microsoft | netflix
    | reddit | twitter | wikipedia | youtube) dot (com | org | net)`,
);

/** What something is called: usual names of timers in speech, any few words when typed. */
export const labelSlot: SlotType = {
  name: 'label',
  heard: choice(LABELS.map(words)),
  approximate: false,
  free: true,
  numeric: false,
  example: 'pasta',
  maxWords: 12,
  question: (argument) => `Which ${argument}?`,
  parse: ({ raw }) => raw || undefined,
};

/** Only a usual name, where any text would swallow the rest of the sentence. */
export const knownLabelSlot: SlotType = {
  ...labelSlot,
  free: false,
  maxWords: 1,
  parse: ({ raw }) => (LABELS.includes(raw.toLowerCase()) ? raw : undefined),
};

/** An application, folder, file or web address; "example dot com" becomes "example.com". */
export const targetSlot: SlotType = {
  name: 'target',
  heard: choice([...APPLICATIONS.map(words), SITES]),
  approximate: false,
  free: true,
  numeric: false,
  example: 'calculator',
  maxWords: 12,
  question: () => 'What should I open?',
  parse: (span) => writeAddress(span) || undefined,
};

/** Only what is surely a target, after verbs that begin many other sentences: "start spotify", "go to example dot com". */
export const knownTargetSlot: SlotType = {
  ...targetSlot,
  free: false,
  parse: (span) => {
    const target = writeAddress(span);
    const known = APPLICATIONS.includes(target.toLowerCase()) || /^\S+[./]\S+$/.test(target);
    return known ? target : undefined;
  },
};

/** A file by its name: "notes dot text" becomes "notes.txt". */
export const fileNameSlot: SlotType = {
  name: 'file_name',
  heard: parsePattern('<name_words> dot (text | markdown | log | t x t | m d | c s v)', {
    rules: { name_words: nameWords },
  }),
  approximate: true,
  free: true,
  numeric: false,
  example: 'notes dot text',
  maxWords: 12,
  question: () => 'Which file?',
  parse: (span) => writeFileName(span) || undefined,
};

function writeAddress({ raw, words: spoken }: Span): string {
  if (!spoken.includes('dot')) return raw;
  return joinLetters(raw.toLowerCase()).replace(
    / (dot|slash|dash|colon) /g,
    (_, name: string) => SIGNS.get(name) ?? '',
  );
}

const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({ dot: '.', slash: '/', dash: '-', colon: ':' }),
);

function writeFileName({ raw }: Span): string {
  return joinLetters(raw)
    .replace(/ dot /gi, '.')
    .replace(/\.text$/i, '.txt')
    .replace(/\.markdown$/i, '.md');
}

/** Letters said one by one: "w w w" is "www", "e bay" is "ebay". */
function joinLetters(text: string): string {
  return text.replace(/\b([a-z]) (?=[a-z]\b)/gi, '$1').replace(/\be bay\b/i, 'ebay');
}
