import type { Cancel, Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeModel } from '../model/model.ts';
import type { ModelEvent } from '../model/model-events.ts';
import type { ModelInput, ModelSettings, RawClientMessage } from '../model/model-inputs.ts';
import { backOffMs } from './back-off.ts';
import type { ConnectionState } from './connection-state.ts';
import { type Opened, type Opening, openModel } from './open-model.ts';
import { Renewal } from './renewal.ts';
import { Trouble } from './trouble.ts';

export type ModelLinkOptions = {
  readonly clock: Clock;
  readonly random: () => number;
  readonly newRequestId: () => string;
  /** An unconnected model for the next connection; the same one again where there is only one. */
  readonly nextModel: () => RealtimeModel;
  /** Whether two of them can be connected at a time; without that nothing is renewed ahead. */
  readonly canOverlap: boolean;
  readonly target: () => Opening['target'];
  /** What the next connection is to be configured with. */
  readonly settings: () => ModelSettings;
  readonly isQuiet: () => boolean;
  /** What the present connection tells, its end excepted. */
  readonly onEvent: (event: ModelEvent) => void;
  readonly onState: (state: ConnectionState) => void;
  /** The present connection is gone, or is about to be replaced. */
  readonly onLost: () => void;
  /** A connection is there and was configured with `settings`; it knows nothing of the conversation. */
  readonly onConnected: (settings: ModelSettings) => void;
  /** Nothing more will be tried. */
  readonly onGivenUp: (error: HarkError) => void;
};

type Line = {
  readonly model: RealtimeModel;
  readonly settings: ModelSettings;
  readonly opened: Opened;
  /** What came after the settings were confirmed and before the connection was used. */
  readonly early: ModelEvent[];
  readonly unsubscribe: () => void;
};

/** One connection after another behind one door: opened, brought back, renewed (diagram: connection-state.ts). */
export class ModelLink {
  readonly #options: ModelLinkOptions;
  readonly #abort = new AbortController();
  readonly #renewal: Renewal;
  #state: ConnectionState = { state: 'idle' };
  #present: Line | undefined;
  #standby: Line | undefined;
  #opening: Promise<unknown> = Promise.resolve();
  /** What the server said before it hung up, where that tells more than the close code. */
  #lastWords: HarkError | undefined;
  readonly #trouble = new Trouble();
  #connectedAt = 0;
  #cancelRetry: Cancel = () => {};

  constructor(options: ModelLinkOptions) {
    this.#options = options;
    this.#renewal = new Renewal({
      clock: options.clock,
      isQuiet: options.isQuiet,
      prepare: () => this.#prepare(),
      takeOver: () => this.#takeOver(),
    });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** False when the input could not be taken; without a connection nothing is. */
  send(input: ModelInput): boolean {
    return this.#present?.model.send(input) ?? false;
  }

  interpret(message: RawClientMessage): ModelInput {
    return this.#present?.model.interpret(message) ?? { type: 'raw', message };
  }

  /** The first connection, after `prepare`. Rejects when it cannot be made: somebody may have to correct something. */
  async connect(prepare: () => Promise<void>): Promise<void> {
    this.#enter({ state: 'connecting' });
    await prepare();
    if (!this.#use(await this.#open())) throw new HarkError('closed', 'The session was closed.');
  }

  /** Ends everything, tries included; the state is entered at once, the promise waits for the sockets. */
  async close(error?: HarkError): Promise<void> {
    this.#cancelRetry();
    this.#renewal.cancel();
    this.#abort.abort();
    const lines = [this.#present, this.#standby];
    this.#present = undefined;
    this.#standby = undefined;
    for (const line of lines) line?.unsubscribe();
    this.#enter({ state: 'closed', ...(error === undefined ? {} : { error }) });
    await Promise.all([this.#opening, ...lines.map((line) => line?.model.close())]);
  }

  #open(): Promise<Line> {
    const { clock, newRequestId, nextModel, target, settings } = this.#options;
    const model = nextModel();
    const wanted = settings();
    const early: ModelEvent[] = [];
    const unsubscribe = model.subscribe((event) => this.#handle(model, early, event));
    const opening = openModel({
      clock,
      model,
      target: target(),
      settings: wanted,
      requestId: newRequestId(),
      signal: this.#abort.signal,
    }).then(
      (opened) => ({ model, settings: wanted, opened, early, unsubscribe }),
      (error: unknown) => {
        unsubscribe();
        throw error;
      },
    );
    this.#opening = opening.catch(() => {});
    return opening;
  }

  #handle(model: RealtimeModel, early: ModelEvent[], event: ModelEvent): void {
    if (event.type === 'raw' || event.type === 'bad_frame') this.#options.onEvent(event);
    else if (model === this.#present?.model) this.#handlePresent(event);
    else if (model === this.#standby?.model) this.#handleStandby(event);
    // One of a connection that is being opened: news of the opening itself concern nobody else.
    else if (event.type === 'settings_applied') early.length = 0;
    else early.push(event);
  }

  #handleStandby(event: ModelEvent): void {
    if (event.type !== 'closed') return;
    this.#standby?.unsubscribe();
    this.#standby = undefined;
  }

  #handlePresent(event: ModelEvent): void {
    if (event.type === 'closed') {
      const error = event.error ?? new HarkError('connection', 'The connection was closed.');
      this.#lose(this.#lastWords ?? error);
      return;
    }
    if (event.type === 'error' && (event.severity === 'fatal' || event.error.reason === 'connection')) {
      this.#lastWords = event.error;
    }
    this.#options.onEvent(event);
  }

  /** False when everything was closed meanwhile. */
  #use(line: Line, isRenewal = false): boolean {
    if (this.#state.state === 'closed') {
      line.unsubscribe();
      void line.model.close();
      return false;
    }
    const { clock, canOverlap, onEvent, onConnected } = this.#options;
    this.#present = line;
    this.#lastWords = undefined;
    this.#connectedAt = clock.now();
    if (canOverlap) this.#renewal.schedule(line.opened.expiresAt);
    // First what is in force, then the conversation: both are new to the server.
    onEvent({ type: 'settings_applied', effective: line.opened.effective });
    onConnected(line.settings);
    if (isRenewal) this.#enter({ state: 'renewed' });
    this.#enter({ state: 'connected' });
    for (const event of line.early) this.#handle(line.model, [], event);
    return true;
  }

  #lose(reason: HarkError): void {
    const { clock, onLost } = this.#options;
    const lost = this.#present;
    this.#present = undefined;
    lost?.unsubscribe();
    this.#renewal.cancel();
    void lost?.model.close();
    const now = clock.now();
    this.#trouble.connectionLost(now, now - this.#connectedAt);
    onLost();
    this.#retry(reason);
  }

  #retry(reason: HarkError): void {
    const { clock, random, onGivenUp } = this.#options;
    if (this.#state.state === 'closed') return;
    const attempt = this.#trouble.nextAttempt(clock.now(), reason);
    if (attempt instanceof HarkError) {
      onGivenUp(attempt);
      return;
    }
    const delayMs = backOffMs(attempt, random);
    this.#enter({ state: 'reconnecting', attempt, delayMs, reason });
    this.#cancelRetry = clock.after(delayMs, () => void this.#reconnect());
  }

  async #reconnect(): Promise<void> {
    const standby = this.#standby;
    this.#standby = undefined;
    try {
      this.#use(standby ?? (await this.#open()));
    } catch (error) {
      this.#retry(
        error instanceof HarkError ? error : new HarkError('internal', String(error), { cause: error }),
      );
    }
  }

  async #prepare(): Promise<boolean> {
    const present = this.#present;
    try {
      const line = await this.#open();
      // Another connection has its own renewal.
      if (present !== undefined && present === this.#present) {
        this.#standby = line;
        return true;
      }
      line.unsubscribe();
      await line.model.close();
    } catch {
      // The present connection lives; it is tried again, and at worst brought back when it has ended.
    }
    return false;
  }

  #takeOver(): boolean {
    const [old, next] = [this.#present, this.#standby];
    if (old === undefined || next === undefined) return false;
    this.#standby = undefined;
    this.#present = undefined;
    old.unsubscribe();
    this.#options.onLost();
    this.#use(next, true);
    void old.model.close();
    return true;
  }

  #enter(state: ConnectionState): void {
    if (this.#state.state === 'closed') return;
    this.#state = state;
    this.#options.onState(state);
  }
}
