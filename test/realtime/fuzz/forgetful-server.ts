import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import { parseClientFrame } from '#shared/wire/frame.ts';
import {
  answer,
  itemEcho,
  samplesOf,
  serverError,
  sessionUpdated,
  toolCalls,
  transcribed,
  userSpoke,
} from '../support/wire-script.ts';

export type ForgetfulServer = {
  readonly port: number;
  /** What the user said in the conversation of the newest connection, in order. */
  readonly turns: readonly string[];
  close(): Promise<void>;
};

/**
 * A server that holds a conversation and, like every real one, knows nothing of it on another connection. A turn is
 * "turn N", typed or spoken; to say it aloud is to send samples of the value N. Odd turns need a tool before the answer.
 */
export async function startForgetfulServer(): Promise<ForgetfulServer> {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(sockets, 'listening');
  let newest: Conversation | undefined;
  sockets.on('connection', (socket) => {
    const conversation = new Conversation(socket);
    newest = conversation;
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const frame = parseClientFrame(String(data));
      if (!frame.ok || !frame.known) throw new Error(`The client sent ${String(data).slice(0, 200)}`);
      conversation.take(frame.event);
    });
  });
  return {
    port: (sockets.address() as AddressInfo).port,
    get turns() {
      return newest?.turns ?? [];
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await once(sockets, 'close');
    },
  };
}

let count = 0;
/** Ids of the server, never the same on two connections. */
const newId = (kind: string): string => {
  count += 1;
  return `${kind}_${count}`;
};

class Conversation {
  readonly turns: string[] = [];
  readonly #socket: WebSocket;
  /** What each call of a tool was for, by call id. */
  readonly #calls = new Map<string, string>();
  /** The turns that a tool has answered for. */
  readonly #lookedUp = new Set<string>();
  #spoken: number[] = [];
  #lastItemId: string | null = null;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#send({ type: 'session.created', event_id: 'event_0', session: { type: 'realtime', id: 'sess_1' } });
  }

  take(event: ClientEvent): void {
    switch (event.type) {
      case 'session.update':
        this.#send(sessionUpdated(event.session));
        break;
      case 'input_audio_buffer.clear':
        this.#spoken = [];
        break;
      case 'input_audio_buffer.append':
        this.#spoken.push(...samplesOf(event.audio));
        break;
      case 'input_audio_buffer.commit':
        this.#commit();
        break;
      case 'conversation.item.create':
        this.#create(event.item);
        break;
      case 'response.create':
        this.#respond();
        break;
      case 'response.cancel':
        this.#send(serverError('response_cancel_not_active', { event_id: event.event_id ?? null }));
        break;
      default:
    }
  }

  #create(item: Extract<ClientEvent, { type: 'conversation.item.create' }>['item']): void {
    if (item.type === 'message' && item.role === 'user') {
      this.turns.push(item.content.map((part) => ('text' in part ? part.text : '')).join(''));
    }
    if (item.type === 'function_call') this.#calls.set(item.call_id ?? '', item.arguments);
    if (item.type === 'function_call_output') this.#lookedUp.add(this.#calls.get(item.call_id) ?? '');
    this.#send(...itemEcho(item, this.#follow(item.id ?? newId('item'))));
  }

  #commit(): void {
    const itemId = newId('item');
    const words = `turn ${this.#spoken[0]}${this.#spoken.length === 4_800 ? '' : ' (in part)'}`;
    this.#spoken = [];
    this.turns.push(words);
    this.#send(...userSpoke(itemId, this.#follow(itemId)), transcribed(itemId, words));
  }

  #respond(): void {
    const turn = this.turns.at(-1) ?? 'turn 0';
    const responseId = newId('resp');
    const args = JSON.stringify({ turn });
    if (Number(turn.slice(5)) % 2 === 1 && !this.#lookedUp.has(args)) {
      const callId = newId('call');
      this.#calls.set(callId, args);
      const previousItemId = this.#follow(`item_${callId}`);
      this.#send(...toolCalls(responseId, [{ callId, name: 'look_up', args, previousItemId }]));
      return;
    }
    const itemId = newId('item');
    const text = `answer to ${turn}`;
    this.#send(...answer({ responseId, itemId, previousItemId: this.#follow(itemId), text, audioMs: 20 }));
  }

  /** The item before a new one. */
  #follow(itemId: string): string | null {
    const previous = this.#lastItemId;
    this.#lastItemId = itemId;
    return previous;
  }

  #send(...events: readonly object[]): void {
    for (const event of events) this.#socket.send(JSON.stringify(event));
  }
}
