import fc from 'fast-check';

/** One sentence of a grammar, and which words each of its rules stands for. */
export type GeneratedSentence = {
  readonly words: readonly string[];
  readonly rules: readonly { readonly name: string; readonly from: number; readonly to: number }[];
};

type Node =
  | { readonly kind: 'word' | 'rule'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'optional' | 'repeat'; readonly part: Node };

/**
 * Sentences of a JSGF text, read from the text alone: whatever the writer of the grammar meant, this is what a recogniser
 * can hear.
 */
export function sentencesOf(jsgf: string): fc.Arbitrary<GeneratedSentence> {
  const rules = readRules(jsgf);
  return fc
    .array(fc.nat(1_000_000), { minLength: 60, maxLength: 60 })
    .map((tape) => new Speaker(rules, tape).speak('utterance'));
}

class Speaker {
  private readonly words: string[] = [];
  private readonly found: { name: string; from: number; to: number }[] = [];
  private at = 0;
  private readonly rules: ReadonlyMap<string, Node>;
  private readonly tape: readonly number[];

  constructor(rules: ReadonlyMap<string, Node>, tape: readonly number[]) {
    this.rules = rules;
    this.tape = tape;
  }

  speak(rule: string): GeneratedSentence {
    this.say({ kind: 'rule', name: rule });
    return { words: this.words, rules: this.found };
  }

  private pick(count: number): number {
    const value = this.tape[this.at % this.tape.length]!;
    this.at += 1;
    return value % count;
  }

  private say(node: Node): void {
    switch (node.kind) {
      case 'word':
        this.words.push(node.name);
        return;
      case 'sequence':
        for (const part of node.parts) this.say(part);
        return;
      case 'choice':
        this.say(node.parts[this.pick(node.parts.length)]!);
        return;
      case 'optional':
        if (this.pick(2) === 1) this.say(node.part);
        return;
      case 'repeat':
        for (let count = this.pick(4); count >= 0; count -= 1) this.say(node.part);
        return;
      case 'rule': {
        const from = this.words.length;
        this.say(this.rules.get(node.name)!);
        this.found.push({ name: node.name, from, to: this.words.length });
        return;
      }
    }
  }
}

function readRules(jsgf: string): ReadonlyMap<string, Node> {
  const [header, name, ...rest] = jsgf.split('\n');
  if (header !== '#JSGF V1.0;' || !/^grammar \w+;$/.test(name ?? '')) throw new Error('not a JSGF header');
  const rules = new Map<string, Node>();
  for (const text of rest
    .join(' ')
    .split(';')
    .map((line) => line.trim())
    .filter(Boolean)) {
    const match = /^(?:public )?<(\w+)> = (.+)$/.exec(text);
    if (match === null) throw new Error(`not a JSGF rule: ${text}`);
    const tokens = match[2]!.match(/[a-z']+|<\w+>|[[\]()|+]|\S/g)!;
    const reader = { tokens, at: 0 };
    rules.set(match[1]!, readChoice(reader));
    if (reader.at !== tokens.length) throw new Error(`not JSGF: ${text}`);
  }
  return rules;
}

type Reader = { readonly tokens: readonly string[]; at: number };

function readChoice(reader: Reader): Node {
  const parts = [readSequence(reader)];
  while (reader.tokens[reader.at] === '|') {
    reader.at += 1;
    parts.push(readSequence(reader));
  }
  return { kind: 'choice', parts };
}

function readSequence(reader: Reader): Node {
  const parts: Node[] = [];
  for (let token = reader.tokens[reader.at]; token !== undefined && !'|])'.includes(token); ) {
    parts.push(readAtom(reader, token));
    token = reader.tokens[reader.at];
  }
  if (parts.length === 0) throw new Error('JSGF has no empty alternatives');
  return { kind: 'sequence', parts };
}

function readAtom(reader: Reader, token: string): Node {
  reader.at += 1;
  const node = readBareAtom(reader, token);
  if (reader.tokens[reader.at] !== '+') return node;
  reader.at += 1;
  return { kind: 'repeat', part: node };
}

function readBareAtom(reader: Reader, token: string): Node {
  if (token === '(' || token === '[') {
    const part = readChoice(reader);
    if (reader.tokens[reader.at] !== (token === '(' ? ')' : ']')) throw new Error('unbalanced JSGF');
    reader.at += 1;
    return token === '(' ? part : { kind: 'optional', part };
  }
  if (token.startsWith('<')) return { kind: 'rule', name: token.slice(1, -1) };
  if (!/^[a-z']+$/.test(token)) throw new Error(`not a word: ${token}`);
  return { kind: 'word', name: token };
}
