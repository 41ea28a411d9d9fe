import type { ClientRequest, IncomingMessage } from 'node:http';
import { type RawData, WebSocket } from 'ws';
import type { Clock } from '#shared/base/clock.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { HarkError } from '#shared/base/errors.ts';
import { closeError, handshakeError, networkError } from './close-reason.ts';
import { Keepalive } from './keepalive.ts';
import { readRefusal } from './refusal.ts';

/** Largest frame taken, bytes; a larger one ends the connection. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;
/** Bytes that may wait to be sent before microphone audio is dropped: about 8 s of it. */
const MAX_WAITING_AUDIO_BYTES = 512 * 1024;
/** Bytes that may wait in all; a connection that stands still that long is of no use. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;
/** How long the server may take to agree to a close, ms. */
const CLOSE_LIMIT_MS = 1_000;

export type SocketOptions = {
  readonly clock: Clock;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly onText: (text: string) => void;
  readonly onBinary: (bytes: number) => void;
  /** Called once, when the connection could not be made or has ended; without an error when we closed it. */
  readonly onEnd: (error: HarkError | undefined) => void;
};

/** One WebSocket from its handshake to its end: bounded in both directions, watched for silent death. */
export class RealtimeSocket {
  readonly #options: SocketOptions;
  readonly #socket: WebSocket;
  readonly #keepalive: Keepalive;
  readonly #resources = createDisposer();
  #ended = false;

  private constructor(options: SocketOptions) {
    this.#options = options;
    this.#socket = new WebSocket(options.url, {
      headers: options.headers,
      perMessageDeflate: false,
      maxPayload: MAX_FRAME_BYTES,
    });
    this.#keepalive = new Keepalive({
      clock: options.clock,
      ping: () => this.#socket.ping(),
      onDead: () => this.#end(new HarkError('connection', 'The server has gone silent.')),
    });
    this.#resources.add(() => this.#keepalive.stop());
  }

  /** Begins the handshake. Nothing is thrown: failures come through `onEnd`. */
  static open(options: SocketOptions): RealtimeSocket {
    const socket = new RealtimeSocket(options);
    socket.#listen();
    return socket;
  }

  /** The handshake is done: somebody speaks WebSocket there. */
  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** False when it could not be taken. */
  send(text: string): boolean {
    if (this.#ended || this.#socket.readyState !== WebSocket.OPEN) return false;
    if (this.#socket.bufferedAmount + text.length > MAX_WAITING_BYTES) {
      this.#end(new HarkError('connection', 'The connection stands still; too much waits to be sent.'));
      return false;
    }
    this.#keepalive.handleActivity();
    this.#socket.send(text);
    return true;
  }

  /** Like `send`, but refuses early: late microphone audio is worth nothing, and the person hears nothing missing. */
  sendAudio(text: string): boolean {
    if (this.#socket.bufferedAmount > MAX_WAITING_AUDIO_BYTES) return false;
    return this.send(text);
  }

  /** Audio came in: silence would matter now. */
  noteAudio(): void {
    this.#keepalive.handleActivity();
  }

  /** Says goodbye and resolves when the connection is really gone. */
  async close(): Promise<void> {
    this.#end(undefined);
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('open', () => this.#keepalive.start());
    socket.on('message', (data, isBinary) => this.#handleMessage(data, isBinary));
    socket.on('ping', () => this.#keepalive.handleInbound());
    socket.on('pong', () => this.#keepalive.handleInbound());
    socket.on('unexpected-response', (request, response) => void this.#handleRefusal(request, response));
    socket.on('error', (error) => this.#end(socketError(error)));
    socket.on('close', (code) => this.#end(closeError(code)));
  }

  #handleMessage(data: RawData, isBinary: boolean): void {
    if (this.#ended) return;
    this.#keepalive.handleInbound();
    // With the default binaryType a message is one Buffer.
    const bytes = data as Buffer;
    if (isBinary) this.#options.onBinary(bytes.byteLength);
    else this.#options.onText(bytes.toString('utf8'));
  }

  async #handleRefusal(request: ClientRequest, response: IncomingMessage): Promise<void> {
    const code = await readRefusal(response, this.#options.clock);
    request.destroy();
    this.#end(handshakeError(response.statusCode ?? 0, code));
  }

  #end(error: HarkError | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#resources.dispose();
    this.#hangUp(error === undefined);
    this.#options.onEnd(error);
  }

  /** A connection that failed is cut; one we end says goodbye first, with a limit. */
  #hangUp(politely: boolean): void {
    const socket = this.#socket;
    if (!politely || socket.readyState !== WebSocket.OPEN) {
      socket.terminate();
      return;
    }
    socket.close(1000);
    const cancel = this.#options.clock.after(CLOSE_LIMIT_MS, () => socket.terminate());
    socket.once('close', cancel);
  }
}

function socketError(error: Error & { readonly code?: string }): HarkError {
  if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
    return new HarkError('server', `The server sent a message of more than ${MAX_FRAME_BYTES} bytes.`);
  }
  return networkError(error.code);
}
