import { HarkError } from '#shared/base/errors.ts';

export type CleanKey = {
  readonly key: string;
  /** What was taken off the pasted text, as sentences for the person. The key is never repeated. */
  readonly notes: readonly string[];
};

const MAX_KEY_LENGTH = 512;
const ENV_LINE = /^(?:export\s+)?[A-Z][A-Z0-9_]*\s*=\s*(.+)$/;
const QUOTED = /^(["'`])(.*)\1$/;
const BEARER = /^(?:authorization\s*:\s*)?bearer\s+(.+)$/i;

/** Keys of other services that people paste by mistake; such a key is taken, with a hint. */
const FOREIGN_PREFIXES: readonly (readonly [prefix: string, service: string])[] = [
  ['sk-ant-', 'Anthropic'],
  ['AIza', 'Google'],
  ['gsk_', 'Groq'],
  ['xai-', 'xAI'],
  ['hf_', 'Hugging Face'],
  ['ghp_', 'GitHub'],
];

/**
 * Cleans a pasted API key: white space, quotes, a Bearer prefix and a whole `.env` line are taken off and named. Throws
 * `invalid_input` for what cannot be a key; the message never repeats it (reliability reference §6, "API key").
 */
export function cleanApiKey(pasted: string): CleanKey {
  const notes: string[] = [];
  let key = pasted.trim();
  if (key !== pasted) notes.push('Spaces around the key were removed.');
  if (/[\r\n]/.test(key)) throw refused('has more than one line');
  key = unwrap(key, ENV_LINE, notes, 'The name in front of the key was removed.');
  key = unquote(key, notes);
  key = unwrap(key, BEARER, notes, 'The word Bearer was removed.');
  key = unquote(key, notes);
  checkKey(key);
  const foreign = FOREIGN_PREFIXES.find(([prefix]) => key.startsWith(prefix));
  if (foreign) notes.push(`This looks like a key of ${foreign[1]}; it was kept as it is.`);
  return { key, notes };
}

function unwrap(text: string, pattern: RegExp, notes: string[], note: string): string {
  const inner = pattern.exec(text)?.[1];
  if (inner === undefined) return text;
  notes.push(note);
  return inner.trim();
}

function unquote(text: string, notes: string[]): string {
  const inner = QUOTED.exec(text)?.[2];
  if (inner === undefined) return text;
  notes.push('Quotes around the key were removed.');
  return inner.trim();
}

function checkKey(key: string): void {
  if (key === '') throw refused('is empty');
  if (key.startsWith('{')) throw refused('is a JSON text; paste only the value of the key');
  if (key.length > MAX_KEY_LENGTH)
    throw refused(`has ${key.length} characters; at most ${MAX_KEY_LENGTH} fit`);
  if (/\s/.test(key)) throw refused('has spaces inside');
  if (!/^[\x21-\x7e]+$/.test(key)) throw refused('has characters no key is made of');
}

function refused(why: string): HarkError {
  return new HarkError('invalid_input', `The key ${why}.`, {
    field: 'value',
    kept: 'The key used until now was kept.',
    action: 'Copy the key again from the page that made it.',
  });
}
