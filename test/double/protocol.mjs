// Custom schemes. Chromium knows none of ours, so `app://hark/x` is shown to it as `http://hark.app.localhost/x`, which is a
// secure context too, and translated back wherever the app looks.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from './app.mjs';

const handlers = new Map();
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

export const protocol = {
  registerSchemesAsPrivileged() {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
  },
  handle(scheme, handler) {
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme) => handlers.delete(scheme),
  isProtocolHandled: (scheme) => handlers.has(scheme),
};

async function fetchFile(url) {
  const path = fileURLToPath(url);
  const body = await readFile(path);
  return new Response(body, {
    headers: { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' },
  });
}

export const net = {
  isOnline: () => true,
  /** As Electron's: also reads `file:` addresses, and rejects when there is no such file. */
  fetch: (input, init) => {
    const url = String(input.url ?? input);
    return url.startsWith('file:') ? fetchFile(url) : fetch(input, init);
  },
};

/** The address Chromium sees for one of the app's. */
export function toChromium(url) {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/i.exec(url);
  if (!parts || !handlers.has(parts[1])) return url;
  return `http://${parts[2]}.${parts[1]}.localhost${parts[3] || '/'}`;
}

/** The app's address for one Chromium reports. */
export function fromChromium(url) {
  const parts = /^http:\/\/(.+)\.([^.]+)\.localhost(\/.*)$/.exec(url);
  return parts && handlers.has(parts[2]) ? `${parts[2]}://${parts[1]}${parts[3]}` : url;
}

/** `scheme://host` of an address of the app, which URL itself calls opaque. */
export function originOf(url) {
  if (url === '') return 'null';
  const { protocol: scheme, host, origin } = new URL(url);
  return handlers.has(scheme.slice(0, -1)) ? `${scheme}//${host}` : origin;
}

/** The response of a scheme's handler to a request of Chromium's, or undefined when the address is none of the app's. */
export function respond({ url, method, headers, postData }) {
  const own = fromChromium(url);
  if (own === url) return undefined;
  // Chromium asks for an icon for its tab; Electron has no tab and does not.
  if (own.endsWith('/favicon.ico')) return new Response(null, { status: 404 });
  return handlers.get(new URL(own).protocol.slice(0, -1))(
    new Request(own, { method, headers, body: postData }),
  );
}
