import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from './agent.ts';
import type { GuardrailVerdict, OutputGuardrail } from './guardrail.ts';

export type GuardrailTrip<TContext> = {
  readonly agent: RealtimeAgent<TContext>;
  readonly guardrail: OutputGuardrail<TContext>;
  readonly info: unknown;
  readonly responseId: string;
  readonly itemId: string;
  readonly text: string;
};

export type GuardrailRunnerOptions<TContext> = {
  readonly context: TContext;
  /** Characters between two checks of a growing answer. */
  readonly debounceTextLength: number;
  readonly guardrailsOf: (agent: RealtimeAgent<TContext>) => readonly OutputGuardrail<TContext>[];
  readonly onTripped: (trip: GuardrailTrip<TContext>) => void;
  /** Stops this response, and tells the model why unless that has not helped; only while no newer response has begun. */
  readonly block: (trip: GuardrailTrip<TContext>, tellModel: boolean) => void;
  readonly onError: (error: HarkError) => void;
  /** The last running check has ended. */
  readonly onSettled: () => void;
};

/** One text to check: what the assistant has said so far in an item. */
export type CheckedText<TContext> = {
  readonly agent: RealtimeAgent<TContext>;
  readonly responseId: string;
  readonly itemId: string;
  readonly text: string;
};

/** Answers blocked in a row before we stop asking for another: a guardrail that always trips must not loop. */
const MAX_BLOCKED_IN_A_ROW = 3;

/** Checks answers while they grow and once more at their end. */
export class GuardrailRunner<TContext> {
  readonly #options: GuardrailRunnerOptions<TContext>;
  /** How often the debounce length has been passed, per item of the current response. */
  readonly #passed = new Map<string, number>();
  #current: { readonly responseId: string; tripped: boolean } | undefined;
  #blockedInARow = 0;
  #running = 0;

  constructor(options: GuardrailRunnerOptions<TContext>) {
    this.#options = options;
  }

  /** Whether a check is running: its verdict may still ask for another answer. */
  get isBusy(): boolean {
    return this.#running > 0;
  }

  handleResponseStarted(responseId: string): void {
    if (this.#current && !this.#current.tripped) this.#blockedInARow = 0;
    this.#current = { responseId, tripped: false };
    this.#passed.clear();
  }

  /** The answer has grown. */
  handleText(checked: CheckedText<TContext>): void {
    const passed = Math.floor(checked.text.length / this.#options.debounceTextLength);
    if (passed <= (this.#passed.get(checked.itemId) ?? 0)) return;
    this.#passed.set(checked.itemId, passed);
    this.#check(checked);
  }

  /** The answer is complete; short ones are checked only here. */
  handleFinalText(checked: CheckedText<TContext>): void {
    this.#check(checked);
  }

  #check(checked: CheckedText<TContext>): void {
    if (checked.responseId !== this.#current?.responseId || this.#current.tripped) return;
    for (const guardrail of this.#options.guardrailsOf(checked.agent)) void this.#run(guardrail, checked);
  }

  async #run(guardrail: OutputGuardrail<TContext>, checked: CheckedText<TContext>): Promise<void> {
    const { agent, text } = checked;
    this.#running += 1;
    try {
      this.#judge(guardrail, checked, await guardrail.check({ agent, text, context: this.#options.context }));
    } catch (cause) {
      const message = `Guardrail "${guardrail.name}" failed; the answer was not checked by it.`;
      this.#options.onError(new HarkError('internal', message, { cause }));
    }
    this.#running -= 1;
    if (this.#running === 0) this.#options.onSettled();
  }

  #judge(
    guardrail: OutputGuardrail<TContext>,
    checked: CheckedText<TContext>,
    verdict: GuardrailVerdict,
  ): void {
    if (!verdict.tripped) return;
    const trip = { ...checked, guardrail, info: verdict.info };
    const current = this.#current;
    const isStale = current?.responseId !== checked.responseId;
    if (current === undefined || (!isStale && current.tripped)) return;
    this.#options.onTripped(trip);
    if (isStale) return;
    current.tripped = true;
    this.#blockedInARow += 1;
    this.#options.block(trip, this.#blockedInARow <= MAX_BLOCKED_IN_A_ROW);
  }
}
