import { isDeepStrictEqual } from 'node:util';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { ModelConnectOptions, RealtimeModel } from '../model/model.ts';
import type { ModelEvent } from '../model/model-events.ts';
import type { ModelInput, RawClientMessage } from '../model/model-inputs.ts';

/** What a session does to a model. The key itself is never recorded. */
export type ScriptedCall =
  | { readonly type: 'connect'; readonly options: Omit<ModelConnectOptions, 'apiKey' | 'signal'> }
  | ModelInput
  | { readonly type: 'close' };

/** Fields the call must have, nested ones included, or a check of one's own. */
export type CallMatcher =
  | ({ readonly type: ScriptedCall['type'] } & Readonly<Record<string, unknown>>)
  | ((call: ScriptedCall) => boolean);

/** Events to emit after a call, made from it where they have to repeat its ids. */
export type ScriptedReply = readonly ModelEvent[] | ((call: ScriptedCall) => readonly ModelEvent[]);

type Step = { readonly matcher: CallMatcher; readonly reply: ScriptedReply | HarkError };

/**
 * A model that follows a script, for tests without a network: expect this call, then emit these events. A call the script
 * does not expect throws where it is made; `assertComplete` throws when expected calls did not come.
 */
export class ScriptedModel implements RealtimeModel {
  readonly #events = createEmitter<ModelEvent>();
  readonly #steps: Step[] = [];
  readonly #calls: ScriptedCall[] = [];
  readonly #unexpected: string[] = [];
  #isConnected = false;

  /** Every call so far, in order. */
  get calls(): readonly ScriptedCall[] {
    return this.#calls;
  }

  /** The next call must fit; `reply` is emitted after it. */
  expect(matcher: CallMatcher, reply: ScriptedReply = []): this {
    this.#steps.push({ matcher, reply });
    return this;
  }

  /** The session connects and configures itself; both succeed. */
  expectStart(): this {
    return this.expect({ type: 'connect' }).expect({ type: 'configure' }, [
      { type: 'settings_applied', effective: { interruptResponse: true } },
    ]);
  }

  /** The next call must be a connect, which fails. */
  expectFailedConnect(error: HarkError): this {
    this.#steps.push({ matcher: { type: 'connect' }, reply: error });
    return this;
  }

  /** Emits events that nothing asked for. */
  emit(...events: readonly ModelEvent[]): void {
    for (const event of events) this.#events.emit(event);
  }

  /** Throws when a call came that was not expected, or an expected one did not come. */
  assertComplete(): void {
    const missing = this.#steps.map((step) => `missing: ${describeMatcher(step.matcher)}`);
    const problems = [...this.#unexpected, ...missing];
    if (problems.length === 0) return;
    throw new HarkError('internal', `The script was not followed:\n${problems.join('\n')}`);
  }

  async connect(options: ModelConnectOptions): Promise<void> {
    if (this.#isConnected) throw new HarkError('invalid_input', 'The scripted model is connected already.');
    const { apiKey: _, signal: __, ...target } = options;
    const reply = this.#take({ type: 'connect', options: target });
    if (reply instanceof HarkError) throw reply;
    this.#isConnected = true;
    this.#emitLater(reply);
  }

  send(input: ModelInput): boolean {
    if (!this.#isConnected) return false;
    const reply = this.#take(input);
    if (!(reply instanceof HarkError)) this.#emitLater(reply);
    return true;
  }

  interpret(message: RawClientMessage): ModelInput {
    return { type: 'raw', message };
  }

  subscribe(listener: (event: ModelEvent) => void): () => void {
    return this.#events.subscribe(listener);
  }

  /** Always allowed; a script may expect it as its last step. */
  async close(): Promise<void> {
    this.#isConnected = false;
    const call: ScriptedCall = { type: 'close' };
    const [step] = this.#steps;
    if (step !== undefined && fits(step.matcher, call)) this.#steps.shift();
    this.#calls.push(call);
  }

  #take(call: ScriptedCall): readonly ModelEvent[] | HarkError {
    this.#calls.push(call);
    const [step] = this.#steps;
    if (step === undefined || !fits(step.matcher, call)) {
      const wanted = step === undefined ? 'nothing' : describeMatcher(step.matcher);
      const problem = `unexpected: ${JSON.stringify(call)} instead of ${wanted}`;
      this.#unexpected.push(problem);
      throw new HarkError('internal', `The script was not followed:\n${problem}`);
    }
    this.#steps.shift();
    return typeof step.reply === 'function' ? step.reply(call) : step.reply;
  }

  /** A real model never answers before the call has returned. */
  #emitLater(events: readonly ModelEvent[]): void {
    if (events.length > 0) queueMicrotask(() => this.emit(...events));
  }
}

function fits(matcher: CallMatcher, call: ScriptedCall): boolean {
  return typeof matcher === 'function' ? matcher(call) : includes(call, matcher);
}

/** Whether `value` has every field of `part`. */
function includes(value: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return isDeepStrictEqual(value, part);
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(part).every(([field, wanted]) => includes(fields.get(field), wanted));
}

function describeMatcher(matcher: CallMatcher): string {
  return typeof matcher === 'function' ? 'a call that passes a check' : JSON.stringify(matcher);
}
