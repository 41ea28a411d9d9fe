// What arrives from a page's preload: messages, calls, permission questions and the traffic of its ports.
import { codec, ipcMain, MessagePortMain } from './ipc.mjs';
import { createEvent } from './state.mjs';

let lastPort = 0;

export class PageIpc {
  #contents;
  #deliver;
  #ports = new Map();

  /** `deliver(message)` reaches the page of `contents`; answers false when there is none. */
  constructor(contents, deliver) {
    this.#contents = contents;
    this.#deliver = deliver;
  }

  /** Takes one message of the preload's world. */
  receive(message) {
    const contents = this.#contents;
    const { session } = contents;
    const { id, channel, permission, details } = message;
    const handlers = {
      send: () => this.#emit(channel, this.#event(), message.args.map(codec.decode)),
      'post-message': () => {
        const ports = message.ports.map((port) => this.#adopt(port, new MessagePortMain()));
        this.#emit(channel, this.#event(ports), [codec.decode(message.value)]);
      },
      invoke: () => this.#reply(id, this.#invoke(channel, message.args)),
      'permission-request': () => this.#reply(id, session.request(contents, permission, details)),
      'permission-check': () => this.#reply(id, session.check(contents, permission, details)),
      'port-message': () => this.#ports.get(id)?.receive(message.value),
      'port-close': () => this.#ports.get(id)?.closeHere(),
      'preload-error': () => contents.emit('preload-error', createEvent(), '', new Error(message.text)),
    };
    handlers[message.type]();
  }

  /** Sends a message to the page's listeners. Answers false when it went nowhere. */
  send(channel, args) {
    return this.#deliver({ type: 'emit', channel, args: args.map(codec.encode) });
  }

  /** Sends a message with ports: what each was connected to is now connected to the page. */
  sendPorts(channel, value, transfer) {
    const ports = transfer.map((port) => {
      lastPort += 1;
      const id = `main-${lastPort}`;
      this.#adopt(id, port.detach().port);
      return id;
    });
    return this.#deliver({ type: 'emit', channel, args: [codec.encode(value)], ports });
  }

  /** The page's document is gone, and its ports with it. */
  closePorts() {
    for (const port of this.#ports.values()) port.closeHere();
    this.#ports.clear();
  }

  #adopt(id, port) {
    port.setPeer({
      receive: (value) => this.#deliver({ type: 'port-message', id, value }),
      close: () => this.#deliver({ type: 'port-close', id }),
    });
    this.#ports.set(id, port);
    return port;
  }

  #event(ports = []) {
    const { mainFrame } = this.#contents;
    const { routingId: frameId, processId } = mainFrame;
    const reply = (channel, ...args) => this.send(channel, args);
    return createEvent({
      type: 'frame',
      sender: this.#contents,
      senderFrame: mainFrame,
      frameId,
      processId,
      ports,
      reply,
    });
  }

  #emit(channel, event, args) {
    this.#contents.ipc.emit(channel, event, ...args);
    ipcMain.emit(channel, event, ...args);
  }

  async #invoke(channel, args) {
    try {
      const handler = this.#contents.ipc.handlerOf(channel) ?? ipcMain.handlerOf(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return await handler(this.#event(), ...args.map(codec.decode));
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${error}`, { cause: error });
    }
  }

  async #reply(id, result) {
    try {
      this.#deliver({ type: 'reply', id, value: codec.encode(await result) });
    } catch (error) {
      this.#deliver({ type: 'reply', id, error: error.message });
    }
  }
}
