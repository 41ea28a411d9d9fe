// The preload's world: ipcRenderer, contextBridge, and the sandboxed `require` and `process`.

/**
 * Runs the preload. Self-contained: it runs inside the page, where nothing of the page can reach it. `post(message)` goes
 * to the main process; `preload` is the preload script as a function; `processInfo` becomes its `process`. Answers with
 * the function that takes the main process's messages.
 */
export function installIsolatedWorld({ post, codec, peer, processInfo, preload, preloadPath }) {
  const listeners = new Map();
  const pending = new Map();
  const ports = new Map();
  let lastId = 0;
  const nextId = () => {
    lastId += 1;
    return `page-${lastId}`;
  };

  /** Keeps our end of a DOM port and carries its messages to the main process. */
  function holdPort(port, id) {
    ports.set(id, port);
    port.onmessage = (event) => post({ type: 'port-message', id, value: codec.encode(event.data) });
    port.addEventListener('close', () => post({ type: 'port-close', id }));
  }

  function listenersOf(channel) {
    if (!listeners.has(channel)) listeners.set(channel, []);
    return listeners.get(channel);
  }

  function removeListener(channel, listener) {
    const list = listenersOf(channel);
    const index = list.findLastIndex((entry) => entry === listener || entry.listener === listener);
    if (index >= 0) list.splice(index, 1);
    return ipcRenderer;
  }

  function on(channel, listener) {
    listenersOf(channel).push(listener);
    return ipcRenderer;
  }

  function once(channel, listener) {
    const onceOnly = (...args) => {
      removeListener(channel, onceOnly);
      listener(...args);
    };
    onceOnly.listener = listener;
    return on(channel, onceOnly);
  }

  const ipcRenderer = {
    on,
    once,
    addListener: on,
    off: removeListener,
    removeListener,
    removeAllListeners: (channel) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
    send: (channel, ...args) => post({ type: 'send', channel, args: args.map(codec.encode) }),
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const message = { type: 'invoke', id: nextId(), channel, args: args.map(codec.encode) };
        pending.set(message.id, { resolve, reject });
        post(message);
      }),
    postMessage: (channel, value, transfer = []) => {
      const ids = transfer.map((port) => {
        const id = nextId();
        holdPort(port, id);
        return id;
      });
      post({ type: 'post-message', channel, value: codec.encode(value), ports: ids });
    },
    sendSync: () => {
      throw new Error('The Electron double has no sendSync.');
    },
  };

  function askMain(type, permission, details) {
    return new Promise((resolve, reject) => {
      const id = nextId();
      pending.set(id, { resolve, reject });
      post({ type, id, permission, details });
    });
  }

  const receive = {
    reply: ({ id, value, error }) => {
      const { resolve, reject } = pending.get(id);
      pending.delete(id);
      if (error === undefined) resolve(codec.decode(value));
      else reject(new Error(error));
    },
    'port-message': ({ id, value }) => ports.get(id)?.postMessage(codec.decode(value)),
    'port-close': ({ id }) => {
      ports.get(id)?.close();
      ports.delete(id);
    },
    emit: ({ channel, args, ports: ids = [] }) => {
      const given = ids.map((id) => {
        const { port1, port2 } = new MessageChannel();
        holdPort(port2, id);
        return port1;
      });
      const event = { sender: ipcRenderer, senderId: 0, ports: given };
      for (const listener of [...listenersOf(channel)]) listener(event, ...args.map(codec.decode));
    },
  };

  const contextBridge = {
    exposeInMainWorld: (key, api) => peer.send('expose', { key, api }),
  };
  const electron = { contextBridge, ipcRenderer, webFrame: { setZoomFactor() {} }, webUtils: {} };
  const requireInSandbox = (id) => {
    if (['electron', 'electron/renderer', 'electron/common'].includes(id)) return electron;
    throw new Error(`module not found: ${id}`);
  };
  const nothing = () => undefined;
  const nextTick = (callback, ...args) => queueMicrotask(() => callback(...args));
  const sandboxedProcess = { ...processInfo, nextTick, on: nothing, once: nothing };

  peer.send('gates', {
    ask: (permission, details) => askMain('permission-request', permission, details),
    check: (permission, details) => askMain('permission-check', permission, details),
  });
  const module = { exports: {} };
  try {
    preload.call(window, requireInSandbox, sandboxedProcess, module, module.exports, globalThis);
  } catch (error) {
    console.error(`Unable to load preload script: ${preloadPath}`);
    console.error(error);
    post({ type: 'preload-error', text: String(error?.stack ?? error) });
  }
  return (message) => receive[message.type](message);
}
