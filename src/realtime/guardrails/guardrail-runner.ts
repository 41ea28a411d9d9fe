import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import { type ContentAddress, contentKey } from '../history/items.ts';
import { withinLimit } from '../time-limit.ts';
import type { GuardrailVerdict, OutputGuardrail } from './output-guardrail.ts';

/** One text to check: what the assistant has said so far in one part. */
export type CheckedText<TContext> = ContentAddress & {
  readonly agent: RealtimeAgent<TContext>;
  readonly responseId: string;
  readonly text: string;
};

export type GuardrailTrip<TContext> = CheckedText<TContext> & {
  readonly guardrail: OutputGuardrail<TContext>;
  readonly info: unknown;
};

export type GuardrailCheck<TContext> = CheckedText<TContext> & {
  readonly guardrail: OutputGuardrail<TContext>;
  readonly outcome: 'passed' | 'tripped' | 'failed';
  readonly durationMs: number;
};

export type GuardrailRunnerOptions<TContext> = {
  readonly clock: Clock;
  /** Fires when the session is closed: no check is waited for any more. */
  readonly closing: AbortSignal;
  readonly context: TContext;
  /** Characters between two checks of a growing answer. */
  readonly debounceTextLength: number;
  readonly guardrailsOf: (agent: RealtimeAgent<TContext>) => readonly OutputGuardrail<TContext>[];
  readonly onChecked: (check: GuardrailCheck<TContext>) => void;
  /** Every guardrail let this text pass. */
  readonly onPassed: (checked: CheckedText<TContext>) => void;
  readonly onTripped: (trip: GuardrailTrip<TContext>) => void;
  /** Stops this response, and tells the model why unless that has not helped; only while no newer response has begun. */
  readonly block: (trip: GuardrailTrip<TContext>, tellModel: boolean) => void;
  readonly onError: (error: HarkError) => void;
  /** A response is over and every check of it has ended. */
  readonly onResponseSettled: (responseId: string) => void;
  /** The last running check has ended. */
  readonly onSettled: () => void;
};

/** Answers blocked in a row before we stop asking for another: a guardrail that always trips must not loop. */
const MAX_BLOCKED_IN_A_ROW = 3;

/** How long a check may take, ms; after that it counts as failed. */
const CHECK_LIMIT_MS = 10_000;

/** A part of an answer as it was last checked or seen. */
type Part<TContext> = { checked: CheckedText<TContext>; passedLengths: number; isFinal: boolean };

type CurrentResponse<TContext> = {
  readonly responseId: string;
  tripped: boolean;
  readonly parts: Map<string, Part<TContext>>;
  readonly checks: Promise<void>[];
};

/** Checks answers while they grow and once more at their end. */
export class GuardrailRunner<TContext> {
  readonly #options: GuardrailRunnerOptions<TContext>;
  #current: CurrentResponse<TContext> | undefined;
  #blockedInARow = 0;
  #running = 0;

  /** Throws `invalid_input` for a debounce length that is not a whole number above 0. */
  constructor(options: GuardrailRunnerOptions<TContext>) {
    if (!(Number.isInteger(options.debounceTextLength) && options.debounceTextLength > 0)) {
      const message = 'debounceTextLength must be a whole number above 0.';
      throw new HarkError('invalid_input', message, { field: 'guardrailSettings.debounceTextLength' });
    }
    this.#options = options;
  }

  /** Whether a check is running: its verdict may still ask for another answer. */
  get isBusy(): boolean {
    return this.#running > 0;
  }

  /** The response whose answer is checked now. */
  get currentResponseId(): string | undefined {
    return this.#current?.responseId;
  }

  isGuarded(agent: RealtimeAgent<TContext>): boolean {
    return this.#options.guardrailsOf(agent).length > 0;
  }

  handleResponseStarted(responseId: string): void {
    const before = this.#current;
    if (before && !before.tripped) this.#blockedInARow = 0;
    // A server may forget to end an answer; its checks end here at the latest.
    if (before) this.handleResponseDone(before.responseId);
    this.#current = { responseId, tripped: false, parts: new Map(), checks: [] };
  }

  /** The answer has grown. */
  handleText(checked: CheckedText<TContext>): void {
    const part = this.#partOf(checked);
    if (part === undefined) return;
    const passedLengths = Math.floor(checked.text.length / this.#options.debounceTextLength);
    if (passedLengths <= part.passedLengths) return;
    part.passedLengths = passedLengths;
    this.#check(checked);
  }

  /** A part of the answer is complete; short ones are checked only here. */
  handleFinalText(checked: CheckedText<TContext>): void {
    const part = this.#partOf(checked);
    if (part === undefined) return;
    part.isFinal = true;
    this.#check(checked);
  }

  /** Checks what has no end of its own, and tells when every check of the response has ended. */
  handleResponseDone(responseId: string): void {
    const response = this.#current;
    if (response?.responseId !== responseId) return;
    for (const part of response.parts.values()) {
      if (!part.isFinal) this.handleFinalText(part.checked);
    }
    void Promise.all(response.checks).then(() => this.#options.onResponseSettled(responseId));
  }

  /** Nothing is checked or judged any more. */
  close(): void {
    this.#current = undefined;
  }

  /** Undefined when the text belongs to no current response, or to one that is blocked already. */
  #partOf(checked: CheckedText<TContext>): Part<TContext> | undefined {
    const response = this.#current;
    if (response?.responseId !== checked.responseId || response.tripped) return undefined;
    if (!this.isGuarded(checked.agent)) return undefined;
    const key = contentKey(checked.itemId, checked.contentIndex);
    const part = response.parts.get(key) ?? { checked, passedLengths: 0, isFinal: false };
    part.checked = checked;
    response.parts.set(key, part);
    return part;
  }

  #check(checked: CheckedText<TContext>): void {
    const runs = this.#options.guardrailsOf(checked.agent).map((guardrail) => this.#run(guardrail, checked));
    const round = Promise.all(runs).then((outcomes) => {
      if (outcomes.every((outcome) => outcome === 'passed')) this.#options.onPassed(checked);
    });
    this.#current?.checks.push(round);
  }

  /** Always resolves. */
  async #run(
    guardrail: OutputGuardrail<TContext>,
    checked: CheckedText<TContext>,
  ): Promise<GuardrailCheck<TContext>['outcome']> {
    const { clock, onChecked, onSettled } = this.#options;
    const startedAt = clock.now();
    this.#running += 1;
    const verdict = await this.#verdictOf(guardrail, checked);
    this.#running -= 1;
    const outcome = verdict === undefined ? 'failed' : verdict.tripped ? 'tripped' : 'passed';
    onChecked({ ...checked, guardrail, outcome, durationMs: clock.now() - startedAt });
    if (verdict?.tripped) this.#judge({ ...checked, guardrail, info: verdict.info });
    if (this.#running === 0) onSettled();
    return outcome;
  }

  /** Undefined when the guardrail threw or took too long; that is told. */
  async #verdictOf(
    guardrail: OutputGuardrail<TContext>,
    { agent, text }: CheckedText<TContext>,
  ): Promise<GuardrailVerdict | undefined> {
    const { clock, closing, context, onError } = this.#options;
    const what = `Guardrail "${guardrail.name}"`;
    try {
      const check = async (): Promise<GuardrailVerdict> => guardrail.check({ agent, text, context });
      const tooLate = `${what} took longer than ${CHECK_LIMIT_MS / 1000} s.`;
      return await withinLimit(check, { clock, limitMs: CHECK_LIMIT_MS, tooLate, signal: closing });
    } catch (cause) {
      onError(new HarkError('internal', `${what} failed; the answer was not checked by it.`, { cause }));
      return undefined;
    }
  }

  /** A trip of an answer that a newer one has followed is told and touches nothing. */
  #judge(trip: GuardrailTrip<TContext>): void {
    const current = this.#current;
    const isStale = current?.responseId !== trip.responseId;
    if (current === undefined || (!isStale && current.tripped)) return;
    this.#options.onTripped(trip);
    if (isStale) return;
    current.tripped = true;
    this.#blockedInARow += 1;
    this.#options.block(trip, this.#blockedInARow <= MAX_BLOCKED_IN_A_ROW);
  }
}
