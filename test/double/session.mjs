// The session: who may use the microphone and the like. Without a handler Electron grants everything, and so does this.
import { EventEmitter } from 'node:events';
import { record } from './calls.mjs';
import { originOf, protocol } from './protocol.mjs';

class Session extends EventEmitter {
  #requestHandler = null;
  #checkHandler = null;
  protocol = protocol;

  setPermissionRequestHandler(handler) {
    this.#requestHandler = handler;
  }

  setPermissionCheckHandler(handler) {
    this.#checkHandler = handler;
  }

  /** The double's own: asks the app's request handler; records the answer. */
  async request(contents, permission, details) {
    const requestingUrl = contents.getURL();
    const securityOrigin = `${originOf(requestingUrl)}/`;
    const full = { isMainFrame: true, requestingUrl, securityOrigin, ...details };
    const granted =
      this.#requestHandler === null ||
      (await new Promise((resolve) => this.#requestHandler(contents, permission, resolve, full)));
    record('session.permissionRequest', permission, details, Boolean(granted));
    return Boolean(granted);
  }

  /** The double's own: asks the app's check handler. */
  check(contents, permission, details) {
    if (this.#checkHandler === null) return true;
    const requestingUrl = contents.getURL();
    const origin = `${originOf(requestingUrl)}/`;
    const full = { isMainFrame: true, requestingUrl, securityOrigin: origin, ...details };
    return Boolean(this.#checkHandler(contents, permission, origin, full));
  }
}

export const session = { defaultSession: new Session() };
