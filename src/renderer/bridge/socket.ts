import { createEmitter } from '#shared/base/emitter.ts';
import { assertNever } from '#shared/base/errors.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Reply } from '#shared/bridge/requests.ts';
import type { SocketClientMessage, SocketServerMessage } from '#shared/bridge/socket-messages.ts';
import type { BridgeEvent } from '#shared/bridge/state.ts';
import type { AudioPorts, LinkState, PageConnection } from './page-connection.ts';
import { CONNECTION_LOST, createPendingReplies } from './pending-replies.ts';
import workerUrl from './socket.worker.ts?worker&url';
import type { LinkNotice, LinkRequest } from './socket-link.ts';
import { toScriptUrl } from './trusted-url.ts';

/** Opens the socket in a worker of its own. */
export function connectSocket(): PageConnection {
  const worker = new Worker(toScriptUrl(workerUrl), { type: 'module' });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(`${location.origin.replace(/^http/, 'ws')}/bridge`, [port2]);
  return new SocketConnection(port1);
}

/** The page's side of the socket; the port leads to `runSocketLink`. */
export class SocketConnection implements PageConnection {
  readonly host = 'web';
  readonly bridge: Bridge;
  readonly #port: MessagePort;
  readonly #events = createEmitter<BridgeEvent>();
  readonly #links = createEmitter<LinkState>();
  readonly #audioPorts = createEmitter<AudioPorts>();
  readonly #takeovers = createEmitter<void>();
  readonly #replies = createPendingReplies();
  /** What was sent before the socket first opened. */
  #early: SocketClientMessage[] = [];
  #link: LinkState = 'connecting';
  #ownsAudio = false;

  readonly onLink = this.#links.subscribe;
  readonly onAudioPorts = this.#audioPorts.subscribe;
  readonly onAudioTaken = this.#takeovers.subscribe;

  constructor(port: MessagePort) {
    this.#port = port;
    this.bridge = {
      // The reply is what core answered: the host's own pages trust their host.
      request: ((name, payload) => this.#request(name, payload)) as Bridge['request'],
      subscribe: (listener) => this.#subscribe(listener),
    };
    port.onmessage = ({ data }: MessageEvent<LinkNotice>) => this.#notice(data);
  }

  get link(): LinkState {
    return this.#link;
  }

  claimAudio(): void {
    this.#ownsAudio = true;
    if (this.#link === 'connected') this.#openAudio();
  }

  #request(name: string, payload: unknown): Promise<Reply<unknown>> {
    if (this.#link === 'lost') return Promise.resolve(CONNECTION_LOST);
    const { message, reply } = this.#replies.add(name, payload);
    if (this.#link === 'connecting') this.#early.push(message);
    else this.#send(message);
    return reply;
  }

  #subscribe(listener: (event: BridgeEvent) => void): () => void {
    const unsubscribe = this.#events.subscribe(listener);
    if (this.#link === 'connected') this.#send({ kind: 'subscribe' });
    return unsubscribe;
  }

  #notice(notice: LinkNotice): void {
    switch (notice.kind) {
      case 'message':
        this.#receive(notice.message);
        break;
      case 'connected':
        this.#enter('connected');
        if (this.#events.listenerCount > 0) this.#send({ kind: 'subscribe' });
        if (this.#ownsAudio) this.#openAudio();
        for (const message of this.#early.splice(0)) this.#send(message);
        break;
      case 'lost':
        this.#enter('lost');
        this.#early = [];
        this.#replies.fail();
        break;
      default:
        assertNever(notice);
    }
  }

  #receive(message: SocketServerMessage): void {
    switch (message.kind) {
      case 'reply':
        this.#replies.settle(message.id, message.reply);
        break;
      case 'event':
        this.#events.emit(message.event);
        break;
      case 'audio_closed':
        this.#ownsAudio = false;
        this.#takeovers.emit();
        break;
      default:
        assertNever(message);
    }
  }

  #openAudio(): void {
    const up = new MessageChannel();
    const down = new MessageChannel();
    this.#post({ kind: 'audio' }, [up.port1, down.port1]);
    this.#audioPorts.emit({ capture: up.port2, playback: down.port2 });
  }

  #enter(state: LinkState): void {
    this.#link = state;
    this.#links.emit(state);
  }

  #send(message: SocketClientMessage): void {
    this.#post({ kind: 'send', message });
  }

  #post(request: LinkRequest, transfer: Transferable[] = []): void {
    this.#port.postMessage(request, transfer);
  }
}
