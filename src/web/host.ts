import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import type { RendererFiles } from '#core/hosting/renderer-files.ts';
import type { LogPort } from '#core/ports.ts';
import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { MAX_SOCKET_FRAME } from '#shared/bridge/socket-messages.ts';
import { type Admission, createAdmission } from './admission.ts';
import { createPageServer } from './page-server.ts';
import { servePageSocket } from './page-socket.ts';

export type WebHostOptions = {
  readonly bridge: BridgeHandler;
  readonly files: RendererFiles;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly log: LogPort;
};

export type WebHost = {
  /** Opens the app in a browser; carries the token. */
  readonly url: string;
  /** Ends all pages; safe twice. */
  close(): Promise<void>;
};

/** More pages than anyone has open; a page that reconnects in a loop must not use up the machine. */
const MAX_SOCKETS = 16;

/** Serves the app to browsers of this computer. Rejects when the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer();
  server.maxConnections = 128;
  const port = await listen(server, options.port);
  const admission = createAdmission(port);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_SOCKET_FRAME,
  });
  server.on('request', createPageServer(options.files, admission, port));
  server.on('upgrade', (request, stream, head) => {
    const refusal = refuse(request, admission, sockets.clients.size);
    if (refusal !== undefined) return end(stream, refusal);
    sockets.handleUpgrade(request, stream, head, (socket) => servePageSocket({ socket, ...options }));
  });
  return {
    url: `http://127.0.0.1:${port}/?t=${admission.token}`,
    close: () => closeAll(server, sockets.clients),
  };
}

/** Why a socket may not be opened, as an HTTP status; `undefined` when it may. */
function refuse(request: IncomingMessage, admission: Admission, open: number): string | undefined {
  if (!admission.hostAllowed(request) || !admission.originAllowed(request)) return '403 Forbidden';
  if (!admission.hasCookie(request)) return '401 Unauthorized';
  if (request.url !== '/bridge') return '404 Not Found';
  return open >= MAX_SOCKETS ? '503 Service Unavailable' : undefined;
}

function end(stream: Duplex, status: string): void {
  stream.on('error', () => {});
  // Nobody else looks after a stream that was upgraded: a peer that never ends its side would hold up `close`.
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new HarkError('unavailable', `The port ${port} cannot be used.`, {
          action: 'Choose another with --port, or leave it out.',
          cause,
        }),
      ),
    );
    // Only this computer can reach it.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closeAll(server: Server, sockets: ReadonlySet<WebSocket>): Promise<void> {
  if (!server.listening) return Promise.resolve();
  // A closing handshake would wait for pages that are frozen.
  for (const socket of sockets) socket.terminate();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
