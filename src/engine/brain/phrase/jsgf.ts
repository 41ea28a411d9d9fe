import type { Grammar } from '../../stages.ts';
import type { Pattern } from './pattern.ts';

/**
 * Writes patterns as a JSGF grammar whose public rule is any one of them, as a whole utterance. Every pattern must be
 * one that can be said (see `spoken`). A rule of the same name is written once, as it was first seen.
 *
 * The header is what SoundSwallower wants: `#JSGF V1.0;` and then `grammar name;`.
 */
export function writeGrammar(utterances: readonly Pattern[]): Grammar {
  const writer = new JsgfWriter();
  const lines = utterances.map((pattern) => writer.write(pattern));
  const rules = [...writer.rules].map(([name, text]) => `<${name}> = ${text};`);
  const jsgf = ['#JSGF V1.0;', 'grammar hark;', ...rules, `public <utterance> = ${lines.join('\n | ')};`, ''];
  return { jsgf: jsgf.join('\n'), words: [...writer.words].sort() };
}

class JsgfWriter {
  readonly rules = new Map<string, string>();
  readonly words = new Set<string>();

  write(pattern: Pattern): string {
    switch (pattern.kind) {
      case 'word':
        this.words.add(pattern.word);
        return pattern.word;
      case 'sequence':
        return pattern.parts.map((part) => this.write(part)).join(' ');
      case 'choice':
        return `(${pattern.options.map((option) => this.write(option)).join(' | ')})`;
      case 'optional':
        return `[${this.write(pattern.part)}]`;
      case 'repeat':
        return `(${this.write(pattern.part)})+`;
      case 'rule':
        return this.reference(pattern.name, pattern.part);
      case 'slot': {
        const { name, heard } = pattern.slot.type;
        return heard === undefined ? '' : this.reference(name, heard);
      }
    }
  }

  private reference(name: string, body: Pattern): string {
    if (!this.rules.has(name)) {
      const text = this.write(body);
      this.rules.set(name, text);
    }
    return `<${name}>`;
  }
}
