import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import type { EngineServer } from '#engine/server.ts';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import { parseServerFrame } from '#shared/wire/frame.ts';
import type { ServerEvent, ServerEventOf, ServerEventType } from '#shared/wire/server-events.ts';
import { chunked } from '../../support/speech.ts';

/** A plain WebSocket client that keeps every event, in order, and checks each against its schema. */
export type EngineClient = {
  /** Everything received since the connection or the last `take`. */
  readonly events: ServerEvent[];
  readonly socket: WebSocket;
  send(...events: ClientEvent[]): void;
  /** Sends a frame as it is. */
  sendText(text: string): void;
  /** Settles with the next event of a type that was not waited for before. */
  next<Type extends ServerEventType>(type: Type): Promise<ServerEventOf<Type>>;
  /** Settles when everything sent so far has been handled and its events are here; answers the events since the last `take`. */
  settled(): Promise<readonly ServerEvent[]>;
  /** Settles with the event of that type, and answers all events since the last `take`, that one included. */
  takeUntil(type: ServerEventType): Promise<readonly ServerEvent[]>;
  /** Close code. */
  readonly closed: Promise<number>;
  close(): Promise<void>;
};

/** Opens a connection with exactly these headers and subprotocols. Rejects when it is refused. */
export async function openClient(
  url: string,
  options: ClientOptions,
  protocols: string[] = [],
): Promise<EngineClient> {
  const socket = new WebSocket(url, protocols, options);
  // Followed at once: the first events may come together with the handshake's answer.
  const client = followSocket(socket);
  await once(socket, 'open');
  return client;
}

/** Resolves once the session has been announced; `session.created` and `conversation.created` are then forgotten. */
export async function connectClient(engine: Pick<EngineServer, 'url' | 'token'>): Promise<EngineClient> {
  const client = await openClient(engine.url, { headers: { authorization: `Bearer ${engine.token}` } });
  await client.takeUntil('conversation.created');
  return client;
}

function followSocket(socket: WebSocket): EngineClient {
  let events: ServerEvent[] = [];
  let waiters: (() => void)[] = [];
  let barriers = 0;
  const waited = new Set<ServerEvent>();
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  socket.on('message', (data: Buffer) => {
    const parsed = parseServerFrame(data.toString());
    if (!parsed.ok)
      throw new Error(`${parsed.issue.eventType} at ${parsed.issue.path}: ${parsed.issue.message}`);
    if (!parsed.known) throw new Error(`The protocol has no event ${parsed.event.type}.`);
    events.push(parsed.event);
    const wake = waiters;
    waiters = [];
    for (const waiter of wake) waiter();
  });
  socket.on('close', () => {
    for (const waiter of waiters) waiter();
  });
  const find = async (matches: (event: ServerEvent) => boolean): Promise<ServerEvent> => {
    for (;;) {
      const found = events.find((event) => !waited.has(event) && matches(event));
      if (found !== undefined) {
        waited.add(found);
        return found;
      }
      if (socket.readyState === WebSocket.CLOSED)
        throw new Error('The connection closed before the event came.');
      await new Promise<void>((resolve) => waiters.push(resolve));
    }
  };
  const take = (last: ServerEvent): readonly ServerEvent[] => {
    const end = events.indexOf(last) + 1;
    const taken = events.slice(0, end);
    events = events.slice(end);
    return taken;
  };
  const client: EngineClient = {
    get events() {
      return events;
    },
    socket,
    closed,
    send(...batch) {
      for (const event of batch) socket.send(JSON.stringify(event));
    },
    sendText: (text) => socket.send(text),
    async next(type) {
      return (await find((event) => event.type === type)) as never;
    },
    async takeUntil(type) {
      return take(await find((event) => event.type === type));
    },
    async settled() {
      barriers += 1;
      const id = `barrier_${barriers}`;
      socket.send(JSON.stringify({ type: 'conversation.item.retrieve', event_id: id, item_id: 'nobody' }));
      const answer = await find((event) => event.type === 'error' && event.error.event_id === id);
      return take(answer).slice(0, -1);
    },
    async close() {
      socket.close();
      await closed;
    },
  };
  return client;
}

/** The types of events, with repeated deltas told once. */
export function typesOf(events: readonly ServerEvent[]): readonly string[] {
  return events
    .map(({ type }) => type)
    .filter((type, index, all) => !type.endsWith('.delta') || all[index - 1] !== type);
}

/** Every event of one type. */
export function ofType<Type extends ServerEventType>(
  events: readonly ServerEvent[],
  type: Type,
): readonly ServerEventOf<Type>[] {
  return events.filter((event): event is ServerEventOf<Type> => event.type === type);
}

/** Base64 of pcm16 at 24 kHz of a constant amplitude; the fake detector takes 8192 for certain speech. */
export function sound(ms: number, amplitude: number): string {
  return Buffer.from(new Int16Array(24 * ms).fill(amplitude).buffer).toString('base64');
}

export function loud(ms: number): string {
  return sound(ms, 8192);
}

export function silence(ms: number): string {
  return sound(ms, 0);
}

export function append(audio: string): ClientEvent {
  return { type: 'input_audio_buffer.append', audio };
}

/** Sends sound (mono pcm16 at 24 kHz) in frames of 20 ms, as a microphone does, but without its pauses. */
export function sendSound(client: EngineClient, samples: Int16Array): void {
  for (const frame of chunked(samples, 20)) client.send(append(Buffer.from(frame.buffer).toString('base64')));
}

export function userText(text: string, id?: string): ClientEvent {
  return {
    type: 'conversation.item.create',
    item: {
      ...(id === undefined ? {} : { id }),
      type: 'message',
      role: 'user',
      content: [{ type: 'input_text', text }],
    },
  };
}
