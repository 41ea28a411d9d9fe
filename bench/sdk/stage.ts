import { EventEmitter, once } from 'node:events';
import type { WebSocket } from 'ws';
import { frame, retrieved, toolCall } from './frames.ts';

export type ClientEvent = {
  readonly type: string;
  readonly item_id?: string;
  readonly item?: { readonly id?: string; readonly type: string };
  readonly [field: string]: unknown;
};

/** Bytes that may wait to be sent: more would only be copied about in memory. */
const MAX_WAITING_BYTES = 256 * 1024;

/** The server's end of one connection: it answers what a server has to, and sends whatever a play wants sent. */
export class Stage {
  readonly #socket: WebSocket;
  /** Emits each event's type with its arrival, ms; `any` for whichever comes. */
  readonly #arrivals = new EventEmitter();
  #ids = 0;
  /** The last item of the conversation. */
  last: string | null = null;
  /** Microphone frames that arrived. */
  appends = 0;

  constructor(socket: WebSocket, onPlay: (event: ClientEvent) => void) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const at = performance.now();
      const event = JSON.parse(data.toString()) as ClientEvent;
      if (event.type === 'bench.play') onPlay(event);
      else this.#answer(event);
      this.#arrivals.emit(event.type, at);
      this.#arrivals.emit('any', at);
    });
  }

  newId(prefix: string): string {
    this.#ids += 1;
    return `${prefix}_${String(this.#ids).padStart(21, '0')}`;
  }

  /** The frames of the next response, which only calls this tool; they are not sent. */
  nextToolCall(name: string, args: object): ReturnType<typeof toolCall> {
    const call = this.newId('call');
    const frames = toolCall({ response: this.newId('resp'), call, previous: this.last, name, args });
    this.last = `item_${call}`;
    return frames;
  }

  send(...frames: readonly string[]): void {
    for (const text of frames) this.#socket.send(text);
  }

  /** Sends as fast as the client reads. */
  async flood(frames: Iterable<string>): Promise<void> {
    for (const text of frames) {
      if (this.#socket.bufferedAmount < MAX_WAITING_BYTES) this.#socket.send(text);
      else await new Promise<void>((resolve) => this.#socket.send(text, () => resolve()));
    }
  }

  /** When the next event of a type arrives, ms. */
  async arrival(type: string): Promise<number> {
    const [at] = (await once(this.#arrivals, type)) as [number];
    return at;
  }

  /** What every server does by itself. */
  #answer(event: ClientEvent): void {
    const { item, item_id: itemId = '' } = event;
    switch (event.type) {
      case 'session.update':
        this.send(frame('session.updated', { session: event.session as object }));
        break;
      case 'input_audio_buffer.append':
        this.appends += 1;
        break;
      case 'conversation.item.create':
        this.#take({
          ...item,
          id: item?.id ?? this.newId('item'),
          object: 'realtime.item',
          status: 'completed',
        });
        break;
      case 'conversation.item.retrieve':
        this.send(retrieved(itemId));
        break;
      case 'conversation.item.truncate':
        this.send(
          frame('conversation.item.truncated', { item_id: itemId, content_index: 0, audio_end_ms: 10 }),
        );
        break;
    }
  }

  #take(item: { readonly id: string; readonly [field: string]: unknown }): void {
    const fields = { previous_item_id: this.last, item };
    this.last = item.id;
    this.send(frame('conversation.item.added', fields), frame('conversation.item.done', fields));
  }
}
