import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** Stands between core and the engine and notes when each event passes. */
export type TimedRelay = {
  readonly url: string;
  /** Times, by `performance.now()`, at which events of the type have passed. */
  timesOf(type: string): readonly number[];
  close(): Promise<void>;
};

const TYPE = /"type":"([^"]+)"/;

export async function createTimedRelay(engine: { url: string; token: string }): Promise<TimedRelay> {
  const times = new Map<string, number[]>();
  const note = (frame: string): void => {
    const type = TYPE.exec(frame)?.[1] ?? '';
    times.set(type, [...(times.get(type) ?? []), performance.now()]);
  };
  const relay = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(relay, 'listening');
  relay.on('connection', (client) => {
    const headers = { authorization: `Bearer ${engine.token}` };
    const server = new WebSocket(engine.url, { headers, perMessageDeflate: false });
    const opened = once(server, 'open');
    client.on('message', async (data: Buffer) => {
      const frame = data.toString();
      note(frame);
      if (server.readyState !== WebSocket.OPEN) await opened;
      server.send(frame);
    });
    server.on('message', (data: Buffer) => {
      const frame = data.toString();
      note(frame);
      client.send(frame);
    });
    client.on('close', () => server.close());
    server.on('close', () => client.close());
  });
  return {
    url: `ws://127.0.0.1:${(relay.address() as AddressInfo).port}/v1/realtime`,
    timesOf: (type) => times.get(type) ?? [],
    async close() {
      for (const client of relay.clients) client.terminate();
      relay.close();
      await once(relay, 'close');
    },
  };
}
