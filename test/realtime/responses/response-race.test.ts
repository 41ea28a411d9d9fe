import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseSequencer } from '#realtime/responses/response-sequencer.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const STEPS = [
  'ask',
  'ask with payload',
  'server answers',
  'server ends',
  'server reads',
  'client reads',
] as const;
type Step = (typeof STEPS)[number];

/**
 * A server with one response at a time that also answers by itself, and a line that delays in both directions.
 * `named`: whether its responses name the request that caused them.
 */
class Race {
  readonly #named: boolean;
  readonly #toServer: ({ readonly create: string } | { readonly item: string })[] = [];
  readonly #toClient: (() => void)[] = [];
  readonly #seen = new Set<string>();
  readonly answered = new Set<string>();
  readonly sequencer: ResponseSequencer;
  #active: string | undefined;
  /** Creates the server has neither answered nor refused. */
  #unanswered = 0;
  mostUnanswered = 0;
  asked = 0;
  #ids = 0;

  constructor(named: boolean) {
    this.#named = named;
    this.sequencer = new ResponseSequencer({
      clock: createFakeClock(),
      newRequestId: () => this.#newId('req'),
      sendCreate: (create) => {
        this.#unanswered += 1;
        this.mostUnanswered = Math.max(this.mostUnanswered, this.#unanswered);
        this.#toServer.push({ create });
      },
      sendCancel: () => {},
      onFree: () => {},
      onStalled: (what) => expect.unreachable(what),
    });
  }

  run(step: Step): void {
    const steps: Readonly<Record<Step, () => void>> = {
      ask: () => this.#ask(),
      'ask with payload': () => this.sequencer.request({ params: { n: 1 } }),
      'server answers': () => this.#begin(undefined),
      'server ends': () => this.#end(),
      'server reads': () => this.#serverReads(),
      'client reads': () => this.#toClient.shift()?.(),
    };
    steps[step]();
  }

  /** Both sides read what is left, and the server ends what it says, until nothing happens any more. */
  settle(): void {
    for (let round = 0; round < 2_000; round += 1) {
      this.run('server reads');
      this.run('client reads');
      if (this.#toServer.length === 0 && this.#toClient.length === 0) this.run('server ends');
    }
  }

  #ask(): void {
    this.asked += 1;
    const item = `item_${this.asked}`;
    this.#toServer.push({ item });
    this.sequencer.request({ answers: [item] });
  }

  #serverReads(): void {
    const message = this.#toServer.shift();
    if (message === undefined) return;
    if ('item' in message) {
      this.#seen.add(message.item);
      this.#toClient.push(() => this.sequencer.handleItem(message.item));
    } else if (this.#active === undefined) {
      this.#begin(message.create);
    } else {
      this.#unanswered -= 1;
      this.#toClient.push(() => this.sequencer.handleRefused(message.create, true));
    }
  }

  #begin(requestId: string | undefined): void {
    if (this.#active !== undefined) return;
    const responseId = this.#newId('resp');
    this.#active = responseId;
    if (requestId !== undefined) this.#unanswered -= 1;
    for (const item of this.#seen) this.answered.add(item);
    this.#toClient.push(() => this.sequencer.handleStarted(responseId, this.#named ? requestId : undefined));
  }

  #end(): void {
    const responseId = this.#active;
    if (responseId === undefined) return;
    this.#active = undefined;
    this.#toClient.push(() => this.sequencer.handleDone(responseId));
  }

  #newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}_${this.#ids}`;
  }
}

describe('ResponseSequencer against a server with delays', () => {
  const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 120 });

  it.each([true, false])(
    'SQ-2: every item is answered by a response that saw it (server names requests: %s)',
    (named) => {
      fc.assert(
        fc.property(steps, (script) => {
          const race = new Race(named);
          for (const step of script) race.run(step);
          race.settle();
          expect(race.sequencer.isIdle).toBe(true);
          expect(race.answered.size).toBe(race.asked);
        }),
        { numRuns: 1_000 },
      );
    },
  );

  it('SQ-1: at most one create is unanswered at any time', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const race = new Race(true);
        // The first response tells the client that this server names requests.
        race.run('ask');
        race.settle();
        for (const step of script) race.run(step);
        race.settle();
        expect(race.mostUnanswered).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });
});
