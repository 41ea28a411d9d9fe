// Synchronous calls between a page's own world and its preload's isolated world.

/**
 * Makes one of the two ends, `me` and `other` naming them. Self-contained: it runs inside the page. DOM events cross
 * worlds, and a CustomEvent's detail is cloned on the way, so functions travel as numbers, everything else as itself.
 * `on(type, listener)` receives what the other end's `send(type, value)` sent.
 */
export function createPeer(channel, me, other) {
  const listeners = new Map();
  const functions = new Map();
  const numbers = new WeakMap();
  const proxies = new Map();
  const promises = new Map();
  let lastNumber = 0;
  let answer;

  const dispatch = (detail) => window.dispatchEvent(new CustomEvent(channel + other, { detail }));
  const cloned = [ArrayBuffer, Date, Map, Set, RegExp, Blob];
  const isCloned = (value) => ArrayBuffer.isView(value) || cloned.some((type) => value instanceof type);

  function wrapFunction(value) {
    let number = numbers.get(value);
    if (number === undefined) {
      lastNumber += 1;
      number = lastNumber;
      numbers.set(value, number);
      functions.set(number, value);
    }
    return { kind: 'function', number };
  }

  function wrapPromise(value) {
    lastNumber += 1;
    const number = lastNumber;
    value.then(
      (result) => dispatch({ type: 'settle', number, result: wrap(result) }),
      (error) => dispatch({ type: 'settle', number, error: wrap(error) }),
    );
    return { kind: 'promise', number };
  }

  function wrap(value) {
    if (typeof value === 'function') return wrapFunction(value);
    if (value === null || typeof value !== 'object' || isCloned(value)) return { kind: 'value', value };
    if (typeof value.then === 'function') return wrapPromise(value);
    if (value instanceof Error) return { kind: 'error', message: value.message, stack: value.stack };
    if (Array.isArray(value)) return { kind: 'array', items: value.map(wrap) };
    return { kind: 'object', entries: Object.entries(value).map(([key, entry]) => [key, wrap(entry)]) };
  }

  function call(number, args) {
    answer = undefined;
    dispatch({ type: 'call', number, args: args.map(wrap) });
    const { result, error } = answer;
    if (error) throw unwrap(error);
    return unwrap(result);
  }

  function unwrapFunction({ number }) {
    if (!proxies.has(number)) proxies.set(number, (...args) => call(number, args));
    return proxies.get(number);
  }

  const unwrapKind = {
    value: ({ value }) => value,
    function: unwrapFunction,
    promise: ({ number }) => new Promise((resolve, reject) => promises.set(number, { resolve, reject })),
    error: ({ message, stack }) => Object.assign(new Error(message), { stack }),
    array: ({ items }) => items.map(unwrap),
    object: ({ entries }) => Object.fromEntries(entries.map(([key, entry]) => [key, unwrap(entry)])),
  };

  function unwrap(wrapped) {
    return unwrapKind[wrapped.kind](wrapped);
  }

  function answerCall({ number, args }) {
    try {
      dispatch({ type: 'return', result: wrap(functions.get(number)(...args.map(unwrap))) });
    } catch (error) {
      dispatch({ type: 'return', error: wrap(error) });
    }
  }

  function settle({ number, result, error }) {
    const { resolve, reject } = promises.get(number);
    promises.delete(number);
    if (error) reject(unwrap(error));
    else resolve(unwrap(result));
  }

  const receive = {
    call: answerCall,
    return: (message) => {
      answer = message;
    },
    settle,
    send: ({ name, value }) => listeners.get(name)(unwrap(value)),
  };

  window.addEventListener(
    channel + me,
    (event) => {
      event.stopImmediatePropagation();
      receive[event.detail.type](event.detail);
    },
    true,
  );

  return {
    on: (name, listener) => listeners.set(name, listener),
    send: (name, value) => dispatch({ type: 'send', name, value: wrap(value) }),
  };
}
