import type { Rule } from './rule.ts';

/** How people say the endings of file names; letters with spaces are spelled. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  bash: 'bash',
  bin: 'bin',
  css: 'C S S',
  csv: 'C S V',
  doc: 'doc',
  docx: 'doc X',
  exe: 'E X E',
  gif: 'gif',
  gz: 'G Z',
  html: 'H T M L',
  jpeg: 'jay peg',
  jpg: 'jay peg',
  js: 'J S',
  json: 'jason',
  log: 'log',
  md: 'M D',
  mjs: 'M J S',
  mov: 'mov',
  mp3: 'M P 3',
  mp4: 'M P 4',
  ods: 'O D S',
  odt: 'O D T',
  pdf: 'P D F',
  png: 'P N G',
  ppt: 'P P T',
  pptx: 'P P T X',
  py: 'pie',
  sh: 'S H',
  svg: 'S V G',
  tar: 'tar',
  ts: 'T S',
  tsx: 'T S X',
  txt: 'text',
  wav: 'wave',
  xls: 'X L S',
  xlsx: 'X L S X',
  xml: 'X M L',
  yaml: 'yammel',
  yml: 'yammel',
  zip: 'zip',
};

/** "quarterlyReport_v2" → "quarterly Report v 2". */
function words(name: string): string {
  return name
    .replace(/[_\-.]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .trim();
}

function fileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  if (dot < 1 || !Object.hasOwn(EXTENSIONS, extension)) return words(name);
  return `${words(name.slice(0, dot))} dot ${EXTENSIONS[extension]}`;
}

/** "/home/ada/Documents/notes.txt" → "notes dot text in Documents": the rest of a path is noise to the ear. */
function path(match: string): string {
  const parts = match
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '~' && !/^[A-Za-z]:$/.test(part));
  const name = parts.at(-1);
  const folder = parts.at(-2);
  if (name === undefined) return match;
  return folder === undefined ? fileName(name) : `${fileName(name)} in ${words(folder)}`;
}

/** "https://www.example.com/a?b=c." → "example dot com.": the path of a link says nothing to the ear. */
function address(match: string): string {
  const host = match
    .replace(/^\w+:\/\//, '')
    .replace(/^www\./i, '')
    .replace(/[/:?#].*$/, '')
    .replace(/[.,;!]+$/, '');
  const punctuation = /[.,;:!?]+$/.exec(match)?.[0] ?? '';
  return host.replaceAll('.', ' dot ').replaceAll('-', ' dash ') + punctuation;
}

const extensions = Object.keys(EXTENSIONS).join('|');

/** Addresses and names of files, which are written to be copied and not to be read out. */
export const NAME_RULES: readonly Rule[] = [
  [/\b(?:(?:https?|wss?|ftp):\/\/|www\.)[^\s()[\]<>"']+/gi, address],
  [
    /\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)\b/g,
    (_, user = '', host = '') => `${words(user)} at ${address(host)}`,
  ],
  [/(?<![\w/.])(?:(?:~|[A-Za-z]:)(?:[\\/][\w.-]*\w)+|(?:[\\/][\w.-]*\w){2,})[\\/]?/g, path],
  [new RegExp(`(?<![\\w./])\\w[\\w.-]*\\.(?:${extensions})\\b`, 'gi'), fileName],
];
