import { type IncomingHttpHeaders, request } from 'node:http';
import { WebSocket } from 'ws';
import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import type { RendererFiles } from '#core/hosting/renderer-files.ts';
import type { AudioLane } from '#shared/bridge/audio-lane.ts';
import type { BridgeEvent } from '#shared/bridge/state.ts';
import { startWebHost, type WebHost } from '#web/host.ts';
import { createFakeClock } from '../support/fake-clock.ts';

export const FILES: RendererFiles = new Map([
  [
    '/index.html',
    { body: Buffer.from('<!doctype html><title>Hark</title>'), type: 'text/html; charset=utf-8' },
  ],
  ['/assets/app.js', { body: Buffer.from('export {};'), type: 'text/javascript; charset=utf-8' }],
]);

export type RecordedBridge = BridgeHandler & {
  readonly requests: { readonly name: unknown; readonly payload: unknown }[];
  readonly lanes: AudioLane[];
  readonly subscribers: Set<(event: BridgeEvent) => void>;
};

/** A bridge that answers every request with its payload and gives audio to the newest lane, as core does. */
export function createRecordedBridge(): RecordedBridge {
  const bridge: RecordedBridge = {
    requests: [],
    lanes: [],
    subscribers: new Set(),
    async request(name, payload) {
      bridge.requests.push({ name, payload });
      return { ok: true, value: payload };
    },
    subscribe(listener) {
      bridge.subscribers.add(listener);
      listener({ type: 'notices', notices: [] });
      return () => bridge.subscribers.delete(listener);
    },
    attachAudio(lane) {
      bridge.lanes.at(-1)?.close();
      bridge.lanes.push(lane);
    },
  };
  return bridge;
}

export async function startTestHost(bridge: BridgeHandler = createRecordedBridge()): Promise<WebHost> {
  const silent = (): void => {};
  const log = { error: silent, warn: silent, info: silent, debug: silent };
  return startWebHost({ bridge, files: FILES, port: 0, clock: createFakeClock(), log });
}

export type PageAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** One HTTP request with exactly these headers. `path` is sent as it is given. */
export function get(
  host: WebHost,
  path: string,
  options: { readonly headers?: Record<string, string>; readonly method?: string } = {},
): Promise<PageAnswer> {
  const { port } = new URL(host.url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (incoming) => {
        let body = '';
        incoming.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end();
  });
}

/** Opens the printed address and answers with the cookie it hands out. */
export async function admit(host: WebHost): Promise<string> {
  const { search } = new URL(host.url);
  const answer = await get(host, `/${search}`);
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** An open socket, or the HTTP status it was refused with. */
export function connect(
  host: WebHost,
  headers: Record<string, string>,
  path = '/bridge',
): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${new URL(host.url).port}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.once('error', reject);
  });
}

/** A socket that was admitted as a page of the host is. */
export async function connectPage(host: WebHost): Promise<WebSocket> {
  const socket = await connect(host, { cookie: await admit(host), origin: new URL(host.url).origin });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

/** The next text frame, parsed. */
export function nextMessage(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));
}

export function nextBytes(socket: WebSocket): Promise<Uint8Array> {
  return new Promise((resolve) => socket.once('message', (data) => resolve(data as Buffer)));
}

export function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}
