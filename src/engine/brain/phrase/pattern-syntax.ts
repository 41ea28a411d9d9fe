import { HarkError } from '#shared/base/errors.ts';
import { choice, optional, type Pattern, repeat, rule, sequence, word } from './pattern.ts';
import type { SlotType } from './slot-type.ts';

/** What the names in a pattern's text stand for. */
export type Names = {
  readonly slots?: Readonly<Record<string, SlotType>>;
  readonly rules?: Readonly<Record<string, Pattern>>;
};

/** Two words that people run together; a pattern with the one also accepts the other. */
const CONTRACTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'what is': "what's",
    'where is': "where's",
    'how is': "how's",
    'who is': "who's",
    'when is': "when's",
    'i am': "i'm",
    'i would': "i'd",
    'do not': "don't",
    'that is': "that's",
    'let us': "let's",
  }),
);

/**
 * Reads the notation of the intent files: words, `[optional]`, `(one | another)`, `repeated+`, `{argument:slotType}` and
 * `<rule>`. Throws a HarkError for anything else; the texts are part of the program.
 */
export function parsePattern(text: string, names: Names = {}): Pattern {
  const reader = new PatternReader(text, names);
  const pattern = reader.alternatives();
  reader.expectEnd();
  return pattern;
}

class PatternReader {
  private at = 0;
  private readonly tokens: readonly string[];
  private readonly text: string;
  private readonly names: Names;

  constructor(text: string, names: Names) {
    this.text = text;
    this.names = names;
    this.tokens = text.match(/[a-z']+|[[\]()|+]|\{[^{}:\s]+:\w+\}|<\w+>|[^\s]/gi) ?? [];
  }

  alternatives(): Pattern {
    const options = [this.sequence()];
    while (this.tokens[this.at] === '|') {
      this.at += 1;
      options.push(this.sequence());
    }
    return choice(options);
  }

  expectEnd(): void {
    if (this.at < this.tokens.length) this.fail();
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let token = this.tokens[this.at]; token !== undefined && !'|])'.includes(token); ) {
      parts.push(this.atom(token));
      token = this.tokens[this.at];
    }
    if (parts.length === 0) this.fail();
    return sequence(withContractions(parts));
  }

  private atom(token: string): Pattern {
    this.at += 1;
    const part = this.bareAtom(token);
    if (this.tokens[this.at] !== '+') return part;
    this.at += 1;
    return repeat(part);
  }

  private bareAtom(token: string): Pattern {
    if (token === '[') return optional(this.closedBy(']'));
    if (token === '(') return this.closedBy(')');
    if (token.startsWith('{')) return this.slot(token);
    if (token.startsWith('<')) return this.rule(token.slice(1, -1));
    return /^[a-z']+$/.test(token) ? word(token) : this.fail();
  }

  private closedBy(bracket: string): Pattern {
    const inner = this.alternatives();
    if (this.tokens[this.at] !== bracket) this.fail();
    this.at += 1;
    return inner;
  }

  private slot(token: string): Pattern {
    const [name = '', typeName = ''] = token.slice(1, -1).split(':');
    const type = this.names.slots?.[typeName] ?? this.fail();
    return { kind: 'slot', slot: { name, type } };
  }

  private rule(name: string): Pattern {
    return rule(name, this.names.rules?.[name] ?? this.fail());
  }

  private fail(): never {
    throw new HarkError('internal', `Cannot read the pattern “${this.text}” at part ${this.at + 1}.`);
  }
}

function withContractions(parts: readonly Pattern[]): readonly Pattern[] {
  const result: Pattern[] = [];
  for (const part of parts) {
    const previous = result.at(-1);
    const short =
      previous?.kind === 'word' && part.kind === 'word'
        ? CONTRACTIONS.get(`${previous.word} ${part.word}`)
        : undefined;
    if (previous === undefined || short === undefined) result.push(part);
    else result.splice(-1, 1, choice([sequence([previous, part]), word(short)]));
  }
  return result;
}
