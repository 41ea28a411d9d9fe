import { type Clock, createClock } from '#shared/base/clock.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { ModelConnectOptions, RealtimeModel } from '../model/model.ts';
import type { ModelEvent } from '../model/model-events.ts';
import type { ModelInput, RawClientMessage } from '../model/model-inputs.ts';
import { type Codec, createCodec } from './codec.ts';
import { resolveApiKey } from './credentials.ts';
import { interpretRawMessage } from './encode.ts';
import { resolveEndpoint } from './endpoint.ts';
import { RealtimeSocket } from './socket.ts';

/** How long the handshake and the server's first word may take, ms. */
const CONNECT_LIMIT_MS = { remote: 8_000, loopback: 3_000 };

/**
 * One connection, from its first attempt on.
 *
 *   connecting ──session.created──▶ open ──close, loss──▶ over
 *       └──────── failure, time-out, abort, close ─────────▲
 */
type Connection = {
  phase: 'connecting' | 'open' | 'over';
  readonly ready: Deferred<void>;
  readonly codec: Codec;
  socket: RealtimeSocket | undefined;
};

/** The Realtime protocol over a WebSocket: OpenAI, compatible servers, and Hark's own engine. */
export class OpenAIRealtimeWebSocketModel implements RealtimeModel {
  readonly #clock: Clock;
  readonly #events = createEmitter<ModelEvent>();
  #connection: Connection | undefined;

  constructor(options: { readonly clock?: Clock } = {}) {
    this.#clock = options.clock ?? createClock(globalThis);
  }

  async connect(options: ModelConnectOptions): Promise<void> {
    if (this.#connection !== undefined) {
      throw new HarkError('invalid_input', `The model is ${this.#connection.phase} already.`);
    }
    const connection: Connection = {
      phase: 'connecting',
      ready: createDeferred<void>(),
      codec: createCodec(options.codec ?? 'ga'),
      socket: undefined,
    };
    this.#connection = connection;
    // It may be rejected by `close()` before anything waits for it.
    connection.ready.promise.catch(() => {});
    try {
      await this.#establish(connection, options);
    } catch (error) {
      this.#finish(connection);
      await connection.socket?.close();
      throw error;
    }
  }

  send(input: ModelInput): boolean {
    const connection = this.#connection;
    if (connection?.phase !== 'open' || connection.socket === undefined) return false;
    const frame = connection.codec.encode(input);
    const isLive = input.type === 'append_audio' && input.isRepeated !== true;
    return isLive ? connection.socket.sendAudio(frame) : connection.socket.send(frame);
  }

  interpret(message: RawClientMessage): ModelInput {
    return interpretRawMessage(message);
  }

  subscribe(listener: (event: ModelEvent) => void): () => void {
    return this.#events.subscribe(listener);
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined) return;
    const wasOpen = connection.phase === 'open';
    this.#finish(connection);
    connection.ready.reject(new HarkError('closed', 'The connection was closed before it was ready.'));
    if (wasOpen) this.#events.emit({ type: 'closed' });
    await connection.socket?.close();
  }

  async #establish(connection: Connection, options: ModelConnectOptions): Promise<void> {
    const { url, ...target } = options;
    const address = typeof url === 'function' ? await url() : url;
    const endpoint = resolveEndpoint({ ...target, ...(address === undefined ? {} : { url: address }) });
    const apiKey = await resolveApiKey(options.apiKey, endpoint);
    if (options.signal?.aborted) throw calledOff();
    if (connection.phase === 'over') return connection.ready.promise;
    const fail = (error: HarkError): void => connection.ready.reject(error);
    const resources = createDisposer();
    const limitMs = endpoint.isLoopback ? CONNECT_LIMIT_MS.loopback : CONNECT_LIMIT_MS.remote;
    resources.add(this.#clock.after(limitMs, () => fail(connectTimeout(limitMs, connection.socket))));
    resources.add(onAbort(options.signal, () => fail(calledOff())));
    try {
      connection.socket = RealtimeSocket.open({
        clock: this.#clock,
        url: endpoint.url,
        headers: {
          ...connection.codec.headers,
          ...options.headers,
          ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
        },
        onText: (text) => this.#handleText(connection, text),
        onBinary: () => this.#emitBadFrame('A binary frame; the protocol has only text.'),
        onEnd: (error) => this.#handleEnd(connection, error),
      });
      await connection.ready.promise;
    } finally {
      resources.dispose();
    }
  }

  #handleText(connection: Connection, text: string): void {
    if (connection.phase === 'over') return;
    const frame = connection.codec.decode(text);
    if (!frame.ok) {
      this.#emitBadFrame(frame.problem);
      return;
    }
    this.#events.emit({ type: 'raw', data: frame.raw });
    for (const event of frame.events) this.#deliver(connection, event);
    if (frame.isGreeting && connection.phase === 'connecting') {
      connection.phase = 'open';
      connection.ready.resolve();
    }
  }

  #deliver(connection: Connection, event: ModelEvent): void {
    // Whoever was given the raw frame may have closed.
    if (connection.phase === 'over') return;
    if (event.type === 'audio') connection.socket?.noteAudio();
    // A server that cannot start says why instead of session.created.
    if (event.type === 'error' && connection.phase === 'connecting') connection.ready.reject(event.error);
    else this.#events.emit(event);
  }

  #emitBadFrame(problem: string): void {
    this.#events.emit({ type: 'bad_frame', problem });
  }

  #handleEnd(connection: Connection, error: HarkError | undefined): void {
    const { phase } = connection;
    this.#finish(connection);
    const reason = error ?? new HarkError('closed', 'The connection was closed.');
    if (phase === 'connecting') connection.ready.reject(reason);
    if (phase === 'open') this.#events.emit({ type: 'closed', error: reason });
  }

  #finish(connection: Connection): void {
    connection.phase = 'over';
    if (this.#connection === connection) this.#connection = undefined;
  }
}

function connectTimeout(limitMs: number, socket: RealtimeSocket | undefined): HarkError {
  if (socket?.isOpen === true) {
    return new HarkError('connection', 'The server took the connection and began no session.', {
      action: 'Check the server address: what answers there may not speak the Realtime protocol.',
    });
  }
  return new HarkError('connection', `The server did not answer within ${limitMs / 1000} s.`, {
    action: 'Check the network and the server address.',
  });
}

function calledOff(): HarkError {
  return new HarkError('closed', 'Connecting was called off.');
}

/** Returns the unsubscribe function. */
function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  signal?.addEventListener('abort', listener, { once: true });
  return () => signal?.removeEventListener('abort', listener);
}
