import type { ConnectionState, RealtimeSession } from '#realtime/index.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { ConnectionFact } from '../assistant/assistant-state.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { LogPort } from '../ports.ts';

export type ConnectionParts = {
  readonly log: LogPort;
  readonly chooseEndpoint: () => Promise<Endpoint>;
  /** A session that is not connected yet, with all its listeners. */
  readonly createSession: (endpoint: Endpoint, signal: AbortSignal) => RealtimeSession;
  /** Everything but `connected`, which `onConnected` and `onBack` tell. */
  readonly onFact: (fact: Exclude<ConnectionFact, { kind: 'connected' }>) => void;
  readonly onConnected: (session: RealtimeSession, endpoint: Endpoint) => void;
  /** The session lost its server and looks for it; what it was given stays with it. */
  readonly onInterrupted: () => void;
  /** It has found it, and told it everything. */
  readonly onBack: () => void;
  /** The session is over. */
  readonly onLost: (session: RealtimeSession) => void;
};

/**
 * Keeps one session at a time. A first attempt that fails is reported at once, the person may have to correct something; a
 * connection that was there is brought back by the session itself.
 *
 *   off ──connect──▶ connecting ──▶ connected ◀──▶ reconnecting
 *                        │              │               │
 *                        └──────────────┴──▶ failed ◀───┘ ──connect──▶ connecting
 */
export class Connection {
  readonly #parts: ConnectionParts;
  #session: RealtimeSession | undefined;
  #abort = new AbortController();
  #isInterrupted = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** Connects anew, whatever there is now: at the start, on "try again", and when the settings ask for it. */
  connect(): void {
    this.#drop();
    this.#parts.onFact({ kind: 'connecting' });
    void this.#attempt();
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#drop();
    this.#parts.onFact({ kind: 'off' });
    await session?.close();
  }

  /** Ends what runs or is on its way; the abort closes the session. */
  #drop(): void {
    this.#end();
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #attempt(): Promise<void> {
    const { signal } = this.#abort;
    try {
      const endpoint = await this.#parts.chooseEndpoint();
      signal.throwIfAborted();
      const session = this.#parts.createSession(endpoint, signal);
      signal.addEventListener('abort', () => void session.close(), { once: true });
      session.on('connection', ({ connection }) => this.#follow(session, connection));
      await session.connect();
      signal.throwIfAborted();
      this.#session = session;
      this.#parts.onConnected(session, endpoint);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  #follow(session: RealtimeSession, connection: ConnectionState): void {
    if (this.#session !== session) return;
    switch (connection.state) {
      case 'reconnecting': {
        const { attempt, delayMs } = connection;
        this.#parts.onFact({ kind: 'reconnecting', attempt, delayMs });
        if (!this.#isInterrupted) this.#parts.onInterrupted();
        this.#isInterrupted = true;
        break;
      }
      case 'connected':
        if (this.#isInterrupted) this.#parts.onBack();
        this.#isInterrupted = false;
        break;
      case 'closed':
        this.#end();
        this.#fail(connection.error ?? new HarkError('closed', 'The session was closed.'));
        break;
      default:
    }
  }

  #end(): void {
    const session = this.#session;
    this.#session = undefined;
    this.#isInterrupted = false;
    if (session !== undefined) this.#parts.onLost(session);
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
