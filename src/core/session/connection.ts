import type { RealtimeSession } from '#realtime/index.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { ConnectionFact } from '../assistant/assistant-state.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { LogPort } from '../ports.ts';

export type ConnectionParts = {
  readonly clock: Clock;
  readonly log: LogPort;
  readonly chooseEndpoint: () => Promise<Endpoint>;
  /** A session that is not connected yet, with all its listeners. Rejects when there is nothing to connect to. */
  readonly createSession: (endpoint: Endpoint, signal: AbortSignal) => Promise<RealtimeSession>;
  /** Everything but `connected`, which `onConnected` tells. */
  readonly onFact: (fact: Exclude<ConnectionFact, { kind: 'connected' }>) => void;
  readonly onConnected: (session: RealtimeSession, endpoint: Endpoint) => void;
  readonly onLost: (session: RealtimeSession) => void;
};

const RETRY_DELAYS_MS = [0, 250, 500, 1_000, 2_000, 4_000];
/** Only a connection that lived this long counts as good again, ms. */
const STABLE_AFTER_MS = 5_000;
/** Nobody but the person can help here. */
const HOPELESS = new Set<string>(['authentication', 'invalid_input', 'model', 'denied']);

/**
 * Keeps a session connected.
 *
 *   off ──connect──▶ connecting ──▶ connected ──lost──▶ reconnecting ──▶ connected
 *                        │                                   │ (0, 0.25, 0.5, 1, 2, 4 s)
 *                        └──────────────▶ failed ◀───────────┘ ──connect──▶ connecting
 *
 * A first attempt that fails is reported at once, the person may have to correct something; a connection that was there
 * is brought back by itself.
 */
export class Connection {
  readonly #parts: ConnectionParts;
  #session: RealtimeSession | undefined;
  #abort = new AbortController();
  #retries = 0;
  #connectedAt = 0;
  #cancelRetry: Cancel = () => {};

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  get session(): RealtimeSession | undefined {
    return this.#session;
  }

  /** Connects anew, whatever there is now: at the start, on "try again", and when the settings ask for it. */
  connect(): void {
    this.#drop();
    this.#retries = 0;
    this.#parts.onFact({ kind: 'connecting' });
    void this.#attempt((error) => this.#fail(error));
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#drop();
    this.#parts.onFact({ kind: 'off' });
    await session?.close();
  }

  /** Ends what runs or is on its way; the abort closes the session. */
  #drop(): void {
    this.#cancelRetry();
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) this.#parts.onLost(session);
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #attempt(onFailure: (error: unknown) => void): Promise<void> {
    const { signal } = this.#abort;
    try {
      const endpoint = await this.#parts.chooseEndpoint();
      const session = await this.#parts.createSession(endpoint, signal);
      const end = (): void => void session.close();
      signal.addEventListener('abort', end, { once: true });
      session.on('connection', ({ connection }) => {
        if (connection.state !== 'closed') return;
        // Tries that follow one another share the signal; it must not hold on to every session there was.
        signal.removeEventListener('abort', end);
        this.#lost(session, connection.error);
      });
      // It may have been overtaken while it was made: then the abort is over already.
      if (signal.aborted) await session.close();
      signal.throwIfAborted();
      await session.connect();
      signal.throwIfAborted();
      this.#connected(session, endpoint);
    } catch (error) {
      if (!signal.aborted) onFailure(error);
    }
  }

  #connected(session: RealtimeSession, endpoint: Endpoint): void {
    this.#session = session;
    this.#connectedAt = this.#parts.clock.now();
    this.#parts.onConnected(session, endpoint);
  }

  #lost(session: RealtimeSession, error: HarkError | undefined): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#parts.onLost(session);
    if (this.#parts.clock.now() - this.#connectedAt >= STABLE_AFTER_MS) this.#retries = 0;
    this.#retry(error ?? new HarkError('connection', 'The connection was closed.'));
  }

  #retry(error: unknown): void {
    const delayMs = RETRY_DELAYS_MS[this.#retries];
    if (delayMs === undefined || (error instanceof HarkError && HOPELESS.has(error.reason))) {
      this.#fail(error);
      return;
    }
    this.#retries += 1;
    this.#parts.onFact({ kind: 'reconnecting', attempt: this.#retries, delayMs });
    this.#cancelRetry = this.#parts.clock.after(
      delayMs,
      () => void this.#attempt((next) => this.#retry(next)),
    );
  }

  #fail(error: unknown): void {
    const data = toErrorData(error);
    if (data.reason === 'internal') this.#parts.log.error('Connecting failed', error);
    this.#parts.onFact({
      kind: 'failed',
      error: { action: 'Try again.', kept: 'What you typed and what was said is kept.', ...data },
    });
  }
}
