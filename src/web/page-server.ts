import type { IncomingMessage, RequestListener } from 'node:http';
import { securityHeaders } from '#core/hosting/content-security.ts';
import type { RendererFiles } from '#core/hosting/renderer-files.ts';
import type { Admission } from './admission.ts';

type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
};

const NEEDS_TOKEN = text(401, 'Open the address that Hark printed: it carries the key to this page.');

/** Serves the built pages to whoever was admitted, and nothing else. */
export function createPageServer(files: RendererFiles, admission: Admission, port: number): RequestListener {
  // Safari does not count sockets to the same host as 'self'.
  const security = securityHeaders([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]);
  return (request, response) => {
    const { status, headers, body } = route(request, files, admission);
    response.writeHead(status, { ...security, ...headers, 'content-length': body?.byteLength ?? 0 });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

function route(request: IncomingMessage, files: RendererFiles, admission: Admission): Answer {
  if (!admission.hostAllowed(request)) return text(403, 'Forbidden');
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'Method not allowed');
  // The path is looked up in a table exactly as it was sent and never decoded, so there is nothing to traverse.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const token = new URLSearchParams(query).get('t');
  if (token !== null) return admit(admission.cookieFor(token));
  if (!admission.hasCookie(request)) return NEEDS_TOKEN;
  const file = files.get(path === '/' ? '/index.html' : path);
  if (file === undefined) return text(404, 'Not found');
  return { status: 200, headers: { 'content-type': file.type }, body: file.body };
}

/** The cookie takes the token's place, so that the token leaves the address bar. */
function admit(cookie: string | undefined): Answer {
  return cookie === undefined
    ? NEEDS_TOKEN
    : { status: 303, headers: { 'set-cookie': cookie, location: '/' } };
}

function text(status: number, line: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from(`${line}\n`),
  };
}
