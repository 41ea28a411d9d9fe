import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

/** One frame that crossed the witness, in order of arrival. */
export type WitnessedFrame = {
  readonly from: 'client' | 'server';
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
};

/** A relay between Hark and an engine that notes every frame: tests compare what was heard with what was sent. */
export type WireWitness = {
  readonly url: string;
  readonly frames: readonly WitnessedFrame[];
  of(type: string): readonly WitnessedFrame[];
  /** All audio the engine sent, in order: mono pcm16 at 24 kHz, per item. */
  audioByItem(): ReadonlyMap<string, Int16Array>;
  close(): Promise<void>;
};

const text = (data: RawData): string => data.toString();

function note(frames: WitnessedFrame[], from: WitnessedFrame['from'], data: string): void {
  const event = JSON.parse(data) as Record<string, unknown>;
  frames.push({ from, type: String(event.type), event });
}

/** Starts a relay on a free loopback port; `token` is added on the way, so that the client needs none. */
export async function createWireWitness(target: { url: string; token: string }): Promise<WireWitness> {
  const frames: WitnessedFrame[] = [];
  const relay = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await new Promise<void>((resolve) => relay.once('listening', resolve));
  relay.on('connection', (client) => {
    const server = new WebSocket(target.url, {
      headers: { authorization: `Bearer ${target.token}` },
      perMessageDeflate: false,
    });
    const early: string[] = [];
    client.on('message', (data) => {
      note(frames, 'client', text(data));
      if (server.readyState === WebSocket.OPEN) server.send(text(data));
      else early.push(text(data));
    });
    server.on('open', () => {
      for (const frame of early) server.send(frame);
    });
    server.on('message', (data) => {
      note(frames, 'server', text(data));
      client.send(text(data));
    });
    client.on('close', () => server.close());
    server.on('close', () => client.close());
    server.on('error', () => client.close());
  });
  const { port } = relay.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/v1/realtime`,
    frames,
    of: (type) => frames.filter((frame) => frame.type === type),
    audioByItem: () => collectAudio(frames),
    async close() {
      for (const client of relay.clients) client.terminate();
      await new Promise<void>((resolve) => relay.close(() => resolve()));
    },
  };
}

function collectAudio(frames: readonly WitnessedFrame[]): ReadonlyMap<string, Int16Array> {
  const pieces = new Map<string, Buffer[]>();
  for (const { type, event } of frames) {
    if (type !== 'response.output_audio.delta') continue;
    const itemId = String(event.item_id);
    pieces.set(itemId, [...(pieces.get(itemId) ?? []), Buffer.from(String(event.delta), 'base64')]);
  }
  return new Map([...pieces].map(([itemId, buffers]) => [itemId, toSamples(Buffer.concat(buffers))]));
}

function toSamples(bytes: Buffer): Int16Array {
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
