/** Takes out of texts what must not leave this computer. */
export type Redactor = {
  /** The same text with keys, credentials and query values as `…`, and the home folder as `~`. Safe to repeat. */
  redact(text: string): string;
  /** Takes this very value out from now on, whatever it looks like: a key the person entered, a token. */
  hide(secret: string | undefined): void;
};

/** Shorter ones would take ordinary words out as well. */
const SHORTEST_SECRET = 6;
/** So often an address may be encoded within an address. */
const MAX_ENCODINGS = 3;
const MASK = '…';

/** Nothing a word could go on from; in JSON a line break is a letter behind a backslash. */
const START = '(?:(?<![A-Za-z0-9])|(?<=\\\\[nrtbf]))';
const KEY_PREFIX =
  '(?:sk-|[rs]k_|ek_|gh[oprsu]_|github_pat_|glpat-|xox[a-z]-|xai-|gsk_|hf_|npm_|pplx-|AKIA|ASIA|AIza)';
const JWT = 'eyJ[\\w-]{5,2000}\\.[\\w-]{5,}\\.[\\w-]*';
/** What names of secrets end with, as the source of a regular expression without case. */
export const SECRET_NAME =
  '(?:(?:api|access|openai|private|server)[-_ ]?key|credentials?|passphrase|passw(?:or)?d|secret|token)';

/** Each with what stands in its place. Every one is linear in the text: a log line may be long. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [new RegExp(`${START}(${KEY_PREFIX})[\\w-]{6,}`, 'g'), `$1${MASK}`],
  [new RegExp(`(${KEY_PREFIX})[\\w-]{20,}`, 'g'), `$1${MASK}`],
  [new RegExp(JWT, 'g'), MASK],
  [/(Bearer(?:\s|\+|%20)+)[\w.~+/=-]{6,}/gi, `$1${MASK}`],
  // Both may hold several words.
  [/((?:authorization|cookie)\\*["']?\s*[:=]\s*\\*["']?)[^\r\n"'\\]+/gi, `$1${MASK}`],
  [/(:(?:\\*\/){2})[^\s/?#"'<>\\]+@/g, `$1${MASK}@`],
  [/([?&#;](?!model=)[\w.[\]%-]{1,60}=)[^\s&#"'<>\\]+/g, `$1${MASK}`],
  [new RegExp(`(${SECRET_NAME}\\\\*["']?\\s*[:=]\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `$1"${MASK}"`],
  [new RegExp(`(${SECRET_NAME}\\\\*["']?\\s*[:=]\\s*\\\\*["']?)[^\\s"'\\\\,;&})\\]]+`, 'gi'), `$1${MASK}`],
];

/** `home`: the absolute path of the person's folder, which has their name in it. */
export function createRedactor(home: string): Redactor {
  const hidden = new Set<string>();
  const homePattern = patternOf(home);
  const take = (text: string): string => {
    let rest = text;
    for (const secret of hidden) rest = rest.replaceAll(secret, MASK);
    for (const [pattern, mask] of SHAPES) rest = rest.replace(pattern, mask);
    return homePattern === undefined ? rest : rest.replace(homePattern, '~');
  };
  /** An address within an address is encoded; a chunk in which something is found stays decoded. */
  const takeEncoded = (chunk: string): string => {
    let shown = chunk;
    for (let depth = 0, rest = chunk; depth < MAX_ENCODINGS && ENCODED.test(rest); depth += 1) {
      // First without the characters that end a value: one that holds them is seen whole.
      const partly = decode(rest, DELIMITER);
      const wholly = decode(take(partly), undefined);
      rest = take(wholly);
      if (rest !== decode(partly, undefined)) shown = rest;
    }
    return shown;
  };
  return {
    redact(text) {
      const taken = take(text);
      if (!ENCODED.test(taken)) return taken;
      return taken.replace(/\S+/g, (chunk) => (ENCODED.test(chunk) ? takeEncoded(chunk) : chunk));
    },
    hide(secret) {
      if (secret === undefined || secret.length < SHORTEST_SECRET) return;
      hidden.add(secret);
      hidden.add(JSON.stringify(secret).slice(1, -1));
    },
  };
}

const ENCODED = /%[0-9a-f]{2}/i;
const DELIMITER = /[\s"'<>&#;\\]/;

/** Percent decoding that takes any text; characters that `kept` matches stay encoded. */
function decode(text: string, kept: RegExp | undefined): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const plain = Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8');
    return kept === undefined
      ? plain
      : [...plain].map((char) => (kept.test(char) ? encode(char) : char)).join('');
  });
}

/** Also the characters that `encodeURIComponent` leaves as they are. */
function encode(char: string): string {
  return Buffer.from(char).toString('hex').replace(/../g, '%$&');
}

/** The folder however its separators are written: doubled in JSON, encoded in an address. */
function patternOf(home: string): RegExp | undefined {
  const parts = home.split(/[\\/]+/).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const separator = '(?:[\\\\/]|%(?:25)*(?:2[fF]|5[cC]))+';
  const path = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(separator);
  const root = /^[\\/]/.test(home) ? `(?<![\\\\/])${separator}` : '';
  return new RegExp(`${START}${root}${path}(?![A-Za-z0-9_-])`, /^[a-z]:/i.test(home) ? 'gi' : 'g');
}
