import { once } from 'node:events';
import { WebSocket } from 'ws';
import { bytesFromPcm16 } from '#shared/audio/pcm16.ts';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import { parseServerFrame } from '#shared/wire/frame.ts';
import type { ServerEvent } from '#shared/wire/server-events.ts';

/** A bare client of the wire, so that nothing but the engine is measured. */
export type EngineClient = {
  send(event: ClientEvent): void;
  append(samples: Int16Array): void;
  /** The next event that `matches`. Rejects when the connection ends or 20 s pass. */
  next<Match extends ServerEvent>(matches: (event: ServerEvent) => event is Match): Promise<Match>;
  /** Settles when everything sent so far has been handled, and what that told has arrived. */
  settled(): Promise<void>;
  /** `at` is `performance.now()` when the frame arrived. Returns the unsubscribe function. */
  onEvent(listener: (event: ServerEvent, at: number) => void): () => void;
  close(): Promise<void>;
};

const PATIENCE_MS = 20_000;
/** Events are handled in order, so the error about an item that is not there tells that those before it are. */
const BARRIER = 'barrier_';

/** Resolves when the engine has announced the session. */
export async function connectToEngine(engine: { url: string; token: string }): Promise<EngineClient> {
  const socket = new WebSocket(engine.url, { headers: { authorization: `Bearer ${engine.token}` } });
  let barriers = 0;
  const listeners = new Set<(event: ServerEvent, at: number) => void>();
  socket.on('message', (data: Buffer) => {
    const at = performance.now();
    const frame = parseServerFrame(data.toString());
    if (!frame.ok || !frame.known) throw new Error(`The engine sent what the wire does not know: ${data}`);
    for (const listener of [...listeners]) listener(frame.event, at);
  });
  const client: EngineClient = {
    send: (event) => socket.send(JSON.stringify(event)),
    append(samples) {
      const bytes = bytesFromPcm16(samples);
      const audio = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      client.send({ type: 'input_audio_buffer.append', audio });
    },
    next: (matches) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          listeners.delete(listener);
          clearTimeout(timer);
          socket.off('close', lost);
          settle();
        };
        const lost = (): void => finish(() => reject(new Error('The engine closed the connection.')));
        const timer = setTimeout(() => {
          finish(() => reject(new Error(`The engine did not answer within ${PATIENCE_MS / 1000} s.`)));
        }, PATIENCE_MS);
        const listener = (event: ServerEvent): void => {
          if (event.type === 'error' && !event.error.event_id?.startsWith(BARRIER))
            finish(() => reject(new Error(event.error.message)));
          else if (matches(event)) finish(() => resolve(event));
        };
        listeners.add(listener);
        socket.on('close', lost);
      }),
    settled: () =>
      new Promise((resolve) => {
        barriers += 1;
        const id = `${BARRIER}${barriers}`;
        const unsubscribe = client.onEvent((event) => {
          if (event.type !== 'error' || event.error.event_id !== id) return;
          unsubscribe();
          resolve();
        });
        client.send({ type: 'conversation.item.retrieve', event_id: id, item_id: 'nobody' });
      }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.close();
      await once(socket, 'close');
    },
  };
  await client.next(isType('session.created'));
  return client;
}

/** For `next`. */
export function isType<Type extends ServerEvent['type']>(type: Type) {
  return (event: ServerEvent): event is Extract<ServerEvent, { type: Type }> => event.type === type;
}
