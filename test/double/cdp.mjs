// A client of Chromium's DevTools protocol over a pair of pipes: JSON messages, each ended by a zero byte.
import { EventEmitter } from 'node:events';

/** One target's conversation. Emits protocol events by their method name, and `detached`. */
class Session extends EventEmitter {
  #connection;

  constructor(connection, id, targetInfo) {
    super();
    this.setMaxListeners(0);
    this.#connection = connection;
    this.id = id;
    this.targetInfo = targetInfo;
  }

  send(method, params) {
    return this.#connection.send(method, params, this.id);
  }
}

/** The whole browser's conversation. Emits `attached` with the Session of a new target, `close`, and protocol events. */
export class Connection extends EventEmitter {
  #output;
  #rest = '';
  #lastId = 0;
  #waiting = new Map();
  #sessions = new Map();
  #closed = false;

  constructor(input, output) {
    super();
    this.#output = output;
    input.setEncoding('utf8');
    input.on('data', (text) => this.#read(text));
    input.on('close', () => this.#close());
    output.on('error', () => this.#close());
  }

  /** Sends a command and answers with its result. Rejects with Chromium's message or when the browser is gone. */
  send(method, params = {}, sessionId = undefined) {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium is gone`));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  #read(text) {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop();
    for (const message of messages) this.#receive(JSON.parse(message));
  }

  #receive({ id, method, params, result, error, sessionId }) {
    if (id !== undefined) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting.reject(new Error(`${waiting.method}: ${error.message}`));
      else waiting.resolve(result);
      return;
    }
    if (method === 'Target.attachedToTarget') this.#attach(params);
    if (method === 'Target.detachedFromTarget') this.#detach(params.sessionId);
    const receiver = sessionId === undefined ? this : this.#sessions.get(sessionId);
    receiver?.emit(method, params);
  }

  #attach({ sessionId, targetInfo }) {
    const session = new Session(this, sessionId, targetInfo);
    this.#sessions.set(sessionId, session);
    this.emit('attached', session);
  }

  #detach(sessionId) {
    const session = this.#sessions.get(sessionId);
    this.#sessions.delete(sessionId);
    session?.emit('detached');
  }

  #close() {
    if (this.#closed) return;
    this.#closed = true;
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium is gone`));
    this.#waiting.clear();
    this.emit('close');
  }
}
