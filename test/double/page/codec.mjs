// Values between the page and Node as JSON, with the rules of structured cloning where it matters.

/**
 * Makes `{ encode, decode }`. The function is self-contained: its source also runs inside the page. `encode` throws what
 * Electron throws for values that cannot be cloned; a cycle, which Electron would carry, is refused too.
 */
export function createCodec() {
  const REFUSAL = 'An object could not be cloned.';
  const VIEWS = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array];
  const viewTypes = new Map(
    [...VIEWS, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView].map((type) => [
      type.name,
      type,
    ]),
  );
  const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

  function toBase64(bytes) {
    if (typeof Buffer !== 'undefined') return Buffer.from(bytes).toString('base64');
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }

  function fromBase64(text) {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
  }

  function encodeNumber(value) {
    const isJson = Number.isFinite(value) && !Object.is(value, -0);
    return isJson ? value : { $: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
  }

  function encodePlain(value, walk) {
    const entries = Object.entries(value).map(([key, entry]) => [key, walk(entry)]);
    return { $: 'object', entries };
  }

  const byTag = {
    Array: (value, walk) => value.map(walk),
    ArrayBuffer: (value) => ({ $: 'buffer', bytes: toBase64(new Uint8Array(value)) }),
    Date: (value) => ({ $: 'date', time: value.getTime() }),
    RegExp: (value) => ({ $: 'regexp', source: value.source, flags: value.flags }),
    Error: (value) => ({ $: 'error', name: value.name, message: value.message, stack: value.stack }),
    Map: (value, walk) => ({ $: 'map', entries: [...value].map(([key, entry]) => [walk(key), walk(entry)]) }),
    Set: (value, walk) => ({ $: 'set', entries: [...value].map(walk) }),
    Object: encodePlain,
  };

  function encodeObject(value, walk) {
    if (ArrayBuffer.isView(value)) {
      const bytes = toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      return { $: 'view', type: viewTypes.has(tagOf(value)) ? tagOf(value) : 'Uint8Array', bytes };
    }
    const encodeTag = byTag[tagOf(value)];
    if (!encodeTag) throw new Error(REFUSAL);
    return encodeTag(value, walk);
  }

  const refuse = () => {
    throw new Error(REFUSAL);
  };
  const byType = {
    undefined: () => ({ $: 'undefined' }),
    number: encodeNumber,
    bigint: (value) => ({ $: 'bigint', text: String(value) }),
    function: refuse,
    symbol: refuse,
  };

  function encode(value, above = []) {
    const encodeType = byType[typeof value];
    if (encodeType) return encodeType(value);
    if (value === null || typeof value !== 'object') return value;
    if (above.includes(value)) throw new Error('The Electron double does not carry cyclic values.');
    return encodeObject(value, (inner) => encode(inner, [...above, value]));
  }

  const byMark = {
    undefined: () => undefined,
    number: ({ text }) => Number(text),
    bigint: ({ text }) => BigInt(text),
    buffer: ({ bytes }) => fromBase64(bytes),
    view: ({ type, bytes }) => new (viewTypes.get(type))(fromBase64(bytes)),
    date: ({ time }) => new Date(time),
    regexp: ({ source, flags }) => new RegExp(source, flags),
    error: ({ name, message, stack }) => Object.assign(new Error(message), { name, stack }),
    map: ({ entries }) => new Map(entries.map(([key, entry]) => [decode(key), decode(entry)])),
    set: ({ entries }) => new Set(entries.map(decode)),
    object: ({ entries }) => Object.fromEntries(entries.map(([key, entry]) => [key, decode(entry)])),
  };

  function decode(value) {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(decode);
    return byMark[value.$](value);
  }

  return { encode: (value) => encode(value), decode };
}
