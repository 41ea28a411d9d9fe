import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '#shared/base/clock.ts';
import { createIds } from '#shared/wire/ids.ts';
import { type Admission, admit } from './admission.ts';
import { serveConnection } from './connection.ts';
import type { Stages } from './stages.ts';

/** The longest a session lives, as with OpenAI: 60 minutes. */
const SESSION_LENGTH_MS = 60 * 60 * 1000;
const MAX_CONNECTIONS = 4;
/** An append of 15 MiB of audio and its envelope. */
const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;
const CLOSE_GRACE_MS = 500;

export type EngineServerOptions = {
  /** Called once per connection. */
  readonly createStages: () => Promise<Stages>;
  readonly clock: Clock;
  /** Made up when absent. */
  readonly token?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly sessionLengthMs?: number;
  readonly maxConnections?: number;
  /** One line per lifecycle change or fault; never audio, words or tokens. */
  readonly log?: (message: string) => void;
};

export type EngineServer = {
  /** Where the engine speaks the Realtime protocol: `ws://127.0.0.1:PORT/v1/realtime`. */
  readonly url: string;
  /** What a client must show, as `Authorization: Bearer …` or subprotocol. */
  readonly token: string;
  /** Ends all connections, then resolves. Safe twice. */
  close(): Promise<void>;
};

/** Starts the offline engine on the loopback interface; nobody else can reach it. */
export async function startEngineServer(options: EngineServerOptions): Promise<EngineServer> {
  const { token = randomBytes(24).toString('base64url'), log = () => {} } = options;
  const rules = { token, maxConnections: options.maxConnections ?? MAX_CONNECTIONS };
  const ids = createIds(Math.random);
  const http = createServer((_request, response) => {
    response.writeHead(426, { 'content-type': 'text/plain' }).end('The engine speaks WebSocket only.\n');
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('realtime') ? 'realtime' : false),
  });
  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', (error) => log(`Connection failed: ${error.message}`));
    const admission = admit(
      { url: request.url ?? '', headers: request.headers },
      rules,
      sockets.clients.size,
    );
    if (!admission.admitted) {
      log(`Connection refused: ${admission.reason}`);
      refuse(stream, admission);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      void serveConnection({
        ...options,
        socket,
        ids,
        log,
        model: admission.model,
        beta: admission.beta,
        sessionLengthMs: options.sessionLengthMs ?? SESSION_LENGTH_MS,
      });
    });
  });
  const port = await listen(http, options.port ?? 0);
  return {
    url: `ws://127.0.0.1:${port}/v1/realtime`,
    token,
    close: () => close(http, sockets, options.clock),
  };
}

function refuse(stream: Duplex, { status, reason }: Extract<Admission, { admitted: false }>): void {
  const names = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' };
  const body = `${reason}\n`;
  // Whoever is refused and never hangs up would keep the engine from closing.
  stream.once('finish', () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status} ${names[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => resolve((http.address() as AddressInfo).port));
  });
}

/** Clients get a moment to answer the close frame. */
async function close(http: Server, sockets: WebSocketServer, clock: Clock): Promise<void> {
  const ended = new Promise<void>((resolve) => http.close(() => resolve()));
  for (const socket of sockets.clients) {
    socket.resume();
    socket.close(1001, 'The engine stops.');
  }
  const cancel = clock.after(CLOSE_GRACE_MS, () => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
  });
  await ended;
  cancel();
}
