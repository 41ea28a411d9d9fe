/** What is needed of a `.desktop` file (freedesktop.org Desktop Entry Specification 1.5). */
export type DesktopEntry = { readonly name: string; readonly argv: readonly [string, ...string[]] };

/** `undefined` for entries that are hidden, run in a terminal, or are no applications. */
export function readDesktopEntry(text: string): DesktopEntry | undefined {
  const keys = mainGroup(text);
  const shown = keys.get('NoDisplay') !== 'true' && keys.get('Hidden') !== 'true';
  if (keys.get('Type') !== 'Application' || !shown || keys.get('Terminal') === 'true') return undefined;
  const name = keys.get('Name');
  const [program, ...args] = splitExec(keys.get('Exec') ?? '');
  return name === undefined || program === undefined ? undefined : { name, argv: [program, ...args] };
}

/** The entry a spoken or typed name means: the same words, else a name that begins with them, else one that has them all. */
export function bestMatch(entries: readonly DesktopEntry[], wanted: string): DesktopEntry | undefined {
  const words = toWords(wanted);
  if (words.length === 0) return undefined;
  const phrase = words.join(' ');
  const named = entries.map((entry) => ({ entry, words: toWords(entry.name) }));
  const found =
    named.find((one) => one.words.join(' ') === phrase) ??
    named.find((one) => `${one.words.join(' ')} `.startsWith(`${phrase} `)) ??
    named.find((one) => words.every((word) => one.words.includes(word)));
  return found?.entry;
}

function mainGroup(text: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let inside = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) inside = line.trim() === '[Desktop Entry]';
    const at = line.indexOf('=');
    if (inside && at > 0) keys.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return keys;
}

/** The arguments of an Exec line: double quotes group, field codes stand for files that are not given here. */
function splitExec(line: string): readonly string[] {
  const args: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)) {
    if (quoted !== undefined) args.push(quoted.replace(/\\(.)/g, '$1'));
    else if (plain !== undefined && !/^%[a-zA-Z]$/.test(plain)) args.push(plain.replaceAll('%%', '%'));
  }
  return args;
}

function toWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
