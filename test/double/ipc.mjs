// ipcMain and message ports, on the main process's side.
import { EventEmitter } from 'node:events';
import { createCodec } from './page/codec.mjs';

export const codec = createCodec();

/** Listeners and handlers by channel; one for the app and one for each WebContents. */
export class IpcMain extends EventEmitter {
  #handlers = new Map();

  handle(channel, handler) {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel, handler) {
    this.handle(channel, (...args) => {
      this.removeHandler(channel);
      return handler(...args);
    });
  }

  removeHandler(channel) {
    this.#handlers.delete(channel);
  }

  /** The double's own: every channel that something listens to. */
  channels() {
    return [...this.#handlers.keys(), ...this.eventNames()].sort();
  }

  /** The double's own: the handler of a channel, if any. */
  handlerOf(channel) {
    return this.#handlers.get(channel);
  }
}

export const ipcMain = new IpcMain();

/** One end of a channel. Its other end is either another MessagePortMain or a page, reached through `setPeer`. */
export class MessagePortMain extends EventEmitter {
  #peer;
  #queue = [];
  #started = false;
  #closed = false;

  start() {
    this.#started = true;
    for (const value of this.#queue.splice(0)) this.emit('message', { data: value, ports: [] });
  }

  postMessage(value, transfer = []) {
    if (transfer.length > 0) throw new Error('The Electron double cannot send a port through a port.');
    const copy = codec.encode(value);
    if (!this.#closed) this.#peer?.receive(copy);
  }

  close() {
    if (this.#closed) return;
    this.#peer?.close();
    this.closeHere();
  }

  /** The double's own: where messages go; `receive` takes an encoded value. */
  setPeer(peer) {
    this.#peer = peer;
  }

  /** The double's own: takes an encoded value from the other end. */
  receive(encoded) {
    const value = codec.decode(encoded);
    if (this.#started) this.emit('message', { data: value, ports: [] });
    else this.#queue.push(value);
  }

  /** The double's own: the other end is gone. */
  closeHere() {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('close');
  }

  /** The double's own: gives the other end away, as a transfer does, and answers with what it was connected to. */
  detach() {
    const peer = this.#peer;
    this.#peer = undefined;
    return peer;
  }
}

export class MessageChannelMain {
  port1 = new MessagePortMain();
  port2 = new MessagePortMain();

  constructor() {
    connect(this.port1, this.port2);
    connect(this.port2, this.port1);
  }
}

/** Messages between two ports of this process arrive later, never inside `postMessage`. */
function connect(from, to) {
  from.setPeer({
    port: to,
    receive: (encoded) => queueMicrotask(() => to.receive(encoded)),
    close: () => queueMicrotask(() => to.closeHere()),
  });
}
