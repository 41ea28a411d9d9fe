import type { Completeness } from '../../stages.ts';
import type { Pattern } from './pattern.ts';

/** A pattern that is a whole sentence, and a number that is the same for all sentences that mean the same. */
export type Sentence = { readonly pattern: Pattern; readonly meaning: number };

export type AutomatonParts = {
  /** May stand before every sentence. */
  readonly before: Pattern;
  /** May stand after every sentence without changing what it means. */
  readonly after: Pattern;
  readonly sentences: readonly Sentence[];
};

type Arc = { readonly words: ReadonlySet<string>; readonly to: State; readonly inSlot: boolean };

type State = {
  readonly arcs: Arc[];
  /** Reached without a word. */
  readonly skips: State[];
  meaning: number | undefined;
  accepts: boolean;
  /** Whether words that fill a slot may follow from here. */
  slotAhead: boolean;
};

/**
 * A nondeterministic automaton over the words of a grammar, to tell while somebody speaks whether they could be done.
 * A sentence counts as unfinished business when more words could fill a slot ("ten minutes … and thirty seconds") or
 * turn it into another request ("cancel … the timer"); words that change nothing ("… please") do not count.
 */
export class Automaton {
  private readonly start: State;

  constructor({ before, after, sentences }: AutomatonParts) {
    const builder = new Builder();
    this.start = builder.state();
    const opening = builder.state();
    this.start.skips.push(opening);
    builder.add(before, this.start, opening);
    for (const { pattern, meaning } of sentences) {
      builder.meaning = meaning;
      const first = builder.state();
      const end = builder.state();
      opening.skips.push(first);
      builder.add(pattern, first, end);
      end.accepts = true;
      const tail = builder.state();
      tail.accepts = true;
      builder.add(after, end, tail);
    }
    builder.markSlotsAhead();
  }

  /** What the words so far are; words that no sentence begins with are `incomplete`. */
  completeness(words: readonly string[]): Completeness {
    let states = closure([this.start]);
    for (const word of words) {
      const reached = states.flatMap((state) =>
        state.arcs.filter((arc) => arc.words.has(word)).map((arc) => arc.to),
      );
      states = closure(reached);
    }
    const meanings = new Set(states.filter((state) => state.accepts).map((state) => state.meaning));
    if (meanings.size === 0) return 'incomplete';
    const open = states.some(
      (state) => state.arcs.length > 0 && (state.slotAhead || !meanings.has(state.meaning)),
    );
    return open ? 'complete_may_continue' : 'complete';
  }
}

class Builder {
  meaning: number | undefined;
  private readonly states: State[] = [];
  private inSlot = false;

  state(): State {
    const state: State = {
      arcs: [],
      skips: [],
      meaning: this.meaning,
      accepts: false,
      slotAhead: false,
    };
    this.states.push(state);
    return state;
  }

  add(pattern: Pattern, from: State, to: State): void {
    switch (pattern.kind) {
      case 'word':
        from.arcs.push({ words: new Set([pattern.word]), to, inSlot: this.inSlot });
        return;
      case 'sequence':
        this.addSequence(pattern.parts, from, to);
        return;
      case 'choice':
        this.addChoice(pattern.options, from, to);
        return;
      case 'optional':
        from.skips.push(to);
        this.add(pattern.part, from, to);
        return;
      case 'repeat':
        this.addRepeat(pattern.part, from, to);
        return;
      case 'rule':
        this.add(pattern.part, from, to);
        return;
      case 'slot':
        this.addSlot(pattern.slot.type.heard, from, to);
        return;
    }
  }

  /** Propagates "a slot may follow" backwards until nothing changes. */
  markSlotsAhead(): void {
    const before = new Map<State, State[]>();
    const link = (from: State, to: State): void => {
      const known = before.get(to);
      if (known === undefined) before.set(to, [from]);
      else known.push(from);
    };
    for (const state of this.states) {
      for (const { to } of state.arcs) link(state, to);
      for (const to of state.skips) link(state, to);
    }
    const queue = this.states.filter((state) => state.arcs.some((arc) => arc.inSlot));
    for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
      if (state.slotAhead) continue;
      state.slotAhead = true;
      queue.push(...(before.get(state) ?? []));
    }
  }

  private addSequence(parts: readonly Pattern[], from: State, to: State): void {
    let at = from;
    for (const part of parts) {
      const next = this.state();
      this.add(part, at, next);
      at = next;
    }
    at.skips.push(to);
  }

  /** Single words share one arc: lists of cities or everyday words are long. */
  private addChoice(options: readonly Pattern[], from: State, to: State): void {
    const single = new Set<string>();
    for (const option of options) {
      if (option.kind === 'word') single.add(option.word);
      else this.add(option, from, to);
    }
    if (single.size > 0) from.arcs.push({ words: single, to, inSlot: this.inSlot });
  }

  private addRepeat(part: Pattern, from: State, to: State): void {
    const [first, last] = [this.state(), this.state()];
    from.skips.push(first);
    this.add(part, first, last);
    last.skips.push(first, to);
  }

  private addSlot(heard: Pattern | undefined, from: State, to: State): void {
    if (heard === undefined) return;
    this.inSlot = true;
    this.add(heard, from, to);
    this.inSlot = false;
  }
}

function closure(states: readonly State[]): readonly State[] {
  const reached = new Set(states);
  for (const state of reached) {
    for (const next of state.skips) reached.add(next);
  }
  return [...reached];
}
