import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const PATH = '/v1/realtime';
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const KEY_PROTOCOL = 'openai-insecure-api-key.';
const BETA_PROTOCOL = 'openai-beta.realtime-v1';

/** What the first request of a connection says. */
export type UpgradeRequest = { readonly url: string; readonly headers: IncomingHttpHeaders };

export type AdmissionRules = {
  readonly token: string;
  readonly maxConnections: number;
};

export type Admission =
  | { readonly admitted: true; readonly model: string | undefined; readonly beta: boolean }
  | { readonly admitted: false; readonly status: 401 | 403 | 404 | 503; readonly reason: string };

function refused(status: 401 | 403 | 404 | 503, reason: string): Admission {
  return { admitted: false, status, reason };
}

/** Subprotocols the client offers; browsers can send a key in no other way. */
function offeredProtocols(headers: IncomingHttpHeaders): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}

function offeredToken(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const protocol = offeredProtocols(headers).find((name) => name.startsWith(KEY_PROTOCOL));
  return protocol?.slice(KEY_PROTOCOL.length);
}

/** Compared as digests: equal in length, so that the time taken tells nothing. */
function sameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** A page of another site whose name was made to point at this machine sends its own name as Host. */
function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase());
}

/** Programs send no Origin; a page must have come from this very server. */
function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host?.toLowerCase()}`;
}

/** Decides whether a WebSocket may be opened: path, Host, Origin, token, room; in this order (§14.15). */
export function admit(request: UpgradeRequest, rules: AdmissionRules, connections: number): Admission {
  const { headers } = request;
  const url = URL.parse(request.url, 'http://127.0.0.1');
  if (url?.pathname !== PATH) return refused(404, `The engine answers at ${PATH}.`);
  if (!isLoopbackHost(headers.host)) return refused(403, 'The Host must be this machine.');
  if (!isSameOrigin(headers.origin, headers.host)) return refused(403, 'The Origin must be absent.');
  const token = offeredToken(headers);
  if (token === undefined || !sameSecret(token, rules.token)) return refused(401, 'The token is wrong.');
  if (connections >= rules.maxConnections) return refused(503, 'All connections are in use.');
  return {
    admitted: true,
    model: url.searchParams.get('model') ?? undefined,
    beta: headers['openai-beta'] !== undefined || offeredProtocols(headers).includes(BETA_PROTOCOL),
  };
}
