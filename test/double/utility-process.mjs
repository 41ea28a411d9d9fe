// utilityProcess: a real child process of Node with `process.parentPort`.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { state } from './state.mjs';

const BOOTSTRAP = new URL('./utility-child.mjs', import.meta.url).href;

class UtilityProcess extends EventEmitter {
  #child;

  constructor(modulePath, args, { execArgv = [], env = process.env, cwd, stdio = 'inherit' }) {
    super();
    const streams = Array.isArray(stdio) ? stdio.slice(0, 3) : [stdio, stdio, stdio];
    this.#child = fork(modulePath, args, {
      cwd,
      env,
      execArgv: [...execArgv, '--import', BOOTSTRAP],
      serialization: 'advanced',
      stdio: ['ignore', streams[1], streams[2], 'ipc'],
    });
    state.utilities.add(this);
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.once('error', (error) => this.emit('error', 'FatalError', '', String(error)));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.once('exit', (code) => {
      state.utilities.delete(this);
      this.emit('exit', code ?? 1);
    });
  }

  /** Undefined before it has started and after it has ended, as in Electron. */
  get pid() {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  get stdout() {
    return this.#child.stdout;
  }

  get stderr() {
    return this.#child.stderr;
  }

  postMessage(message, transfer = []) {
    if (transfer.length > 0) throw new Error('The Electron double cannot send a port to a utility process.');
    if (this.#child.connected) this.#child.send(message);
  }

  kill() {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (modulePath, args = [], options = {}) => new UtilityProcess(modulePath, args, options),
};
