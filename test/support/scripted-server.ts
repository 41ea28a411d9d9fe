import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClientEvent, ClientEventOf, ClientEventType } from '#shared/wire/client-events.ts';
import { parseClientFrame } from '#shared/wire/frame.ts';

/** One client's connection, seen and driven from the server's side. */
export type ScriptedPeer = {
  readonly request: IncomingMessage;
  /** Everything the client sent so far, in order. */
  readonly received: readonly ClientEvent[];
  /** Frames of the client that are not valid events: a correct client leaves this empty. */
  readonly violations: readonly string[];
  /** The next event of a type that no earlier call has taken. */
  next<Type extends ClientEventType>(type: Type): Promise<ClientEventOf<Type>>;
  /** Resolves when everything the client sent until now has arrived here. */
  settled(): Promise<void>;
  send(...events: readonly object[]): void;
  sendText(text: string): void;
  sendBinary(bytes: Uint8Array): void;
  /** Ends the connection with a close code. */
  close(code?: number): void;
  /** Cuts the connection without a word. */
  drop(): void;
  /** Stops reading, so that the client's bytes pile up and its pings stay unanswered. */
  freeze(): void;
  readonly closed: Promise<number>;
};

export type ScriptedServer = {
  readonly url: string;
  /** The next connection that no earlier call has taken. */
  connection(): Promise<ScriptedPeer>;
  readonly connectionCount: number;
  close(): Promise<void>;
};

export type ScriptedServerOptions = {
  /** Refuses every handshake with this HTTP status. */
  readonly refuseWith?: number;
  /** What the refusal says. */
  readonly refusal?: string;
  /** Takes the TCP connection and never answers the handshake. */
  readonly silent?: boolean;
  /** Whether `session.created` is sent by itself; on by default. */
  readonly greet?: boolean;
  /** What `session.created` says of the session besides. */
  readonly session?: object;
};

/** A real WebSocket server on the loopback interface whose every word is decided by the test. */
export async function startScriptedServer(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
  const connections = createLine<ScriptedPeer>();
  const streams = new Set<Socket>();
  let connectionCount = 0;
  http.on('connection', (stream) => {
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
  });
  http.on('upgrade', (request, stream, head) => {
    stream.on('error', () => {});
    connectionCount += 1;
    if (options.silent) return;
    if (options.refuseWith !== undefined) {
      const { refuseWith, refusal = '' } = options;
      const head = `HTTP/1.1 ${refuseWith} Refused\r\nContent-Length: ${Buffer.byteLength(refusal)}`;
      stream.end(`${head}\r\nConnection: close\r\n\r\n${refusal}`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const peer = createPeer(socket, request);
      if (options.greet ?? true) peer.send(sessionCreated(options.session));
      connections.put(peer);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/v1/realtime`,
    connection: () => connections.take(),
    get connectionCount() {
      return connectionCount;
    },
    async close() {
      for (const stream of streams) stream.destroy();
      http.close();
      await once(http, 'close');
    },
  };
}

function sessionCreated(session: object = {}): object {
  return {
    type: 'session.created',
    event_id: 'event_created',
    session: { type: 'realtime', id: 'sess_1', ...session },
  };
}

function createPeer(socket: WebSocket, request: IncomingMessage): ScriptedPeer {
  const received: ClientEvent[] = [];
  const violations: string[] = [];
  const lines = new Map<string, Line<ClientEvent>>();
  const lineOf = (type: string): Line<ClientEvent> => {
    const line = lines.get(type) ?? createLine<ClientEvent>();
    lines.set(type, line);
    return line;
  };
  socket.on('message', (data) => {
    const frame = parseClientFrame(String(data));
    if (!frame.ok) violations.push(frame.issue.message);
    else if (!frame.known) violations.push(`unknown type ${frame.event.type}`);
    else {
      received.push(frame.event);
      lineOf(frame.event.type).put(frame.event);
    }
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close').then(([code]) => code as number);
  let pings = 0;
  return {
    request,
    received,
    violations,
    next: <Type extends ClientEventType>(type: Type) => lineOf(type).take() as Promise<ClientEventOf<Type>>,
    async settled() {
      // The client's pong comes after everything it had sent when the ping arrived; the second one also covers what the
      // client sends in answer to what was sent to it before.
      for (let round = 0; round < 2; round += 1) {
        pings += 1;
        const mark = Buffer.from(String(pings));
        const pong = new Promise<void>((resolve) => {
          const check = (data: Buffer): void => {
            if (!data.equals(mark)) return;
            socket.off('pong', check);
            resolve();
          };
          socket.on('pong', check);
        });
        socket.ping(mark);
        await pong;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    send(...events) {
      for (const event of events) socket.send(JSON.stringify(event));
    },
    sendText: (text) => socket.send(text),
    sendBinary: (bytes) => socket.send(bytes),
    close: (code = 1000) => socket.close(code),
    drop: () => socket.terminate(),
    freeze: () => socket.pause(),
    closed,
  };
}

type Line<T> = { put(entry: T): void; take(): Promise<T> };

/** Entries wait for takers, or takers for entries. */
function createLine<T>(): Line<T> {
  const entries: T[] = [];
  const takers: ((entry: T) => void)[] = [];
  return {
    put(entry) {
      const taker = takers.shift();
      if (taker) taker(entry);
      else entries.push(entry);
    },
    take() {
      const entry = entries.shift();
      return entry === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(entry);
    },
  };
}
