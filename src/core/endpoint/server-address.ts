import { HarkError } from '#shared/base/errors.ts';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);
const SOCKET_SCHEMES: Readonly<Record<string, string>> = {
  'https:': 'wss:',
  'wss:': 'wss:',
  'http:': 'ws:',
  'ws:': 'ws:',
};

/** The address of a server, checked and in its one spelling. */
export type ServerAddress = {
  /** ws or wss. */
  readonly url: string;
  /** Host and port as they are shown, IDN in its ASCII form. */
  readonly host: string;
  /** What a stored key is bound to, e.g. `wss://voice.example`. */
  readonly origin: string;
};

/**
 * Reads the address of a compatible server: https/wss anywhere, http/ws on exactly this machine. Throws `invalid_input`
 * with the reason (reliability reference §6, "Base URL").
 */
export function parseServerAddress(input: string): ServerAddress {
  const text = input.trim();
  const written = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1];
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || written === undefined)
    throw refused('is not a full address like wss://host/v1/realtime');
  checkScheme(url, written);
  checkParts(url);
  const socket = new URL(url);
  socket.protocol = SOCKET_SCHEMES[url.protocol] ?? 'wss:';
  socket.hash = '';
  return { url: socket.href, host: socket.host, origin: `${socket.protocol}//${socket.host}` };
}

function checkScheme(url: URL, written: string): void {
  const scheme = SOCKET_SCHEMES[url.protocol];
  if (scheme === undefined) throw refused(`uses ${url.protocol.slice(0, -1)}, not https or wss`);
  if (scheme === 'wss:') return;
  // The spelling counts too: 0x7f.1 and ::ffff:7f00:1 reach this machine, but nobody writes them by honest mistake.
  const host = written.toLowerCase().replace(/^.*@/, '').replace(/:\d*$/, '');
  if (!LOOPBACK_HOSTS.has(host) || !LOOPBACK_HOSTS.has(url.hostname)) {
    throw refused(`reaches ${url.hostname || 'no host'} without encryption; use https or wss`);
  }
}

function checkParts(url: URL): void {
  if (url.hostname === '') throw refused('names no host');
  if (url.username !== '' || url.password !== '') throw refused('holds a user name or password');
  if (url.port === '0') throw refused('names port 0');
  for (const name of url.searchParams.keys()) {
    if (/key|token|secret|password|auth/i.test(name)) throw refused(`holds a secret in "${name}"`);
  }
}

function refused(why: string): HarkError {
  return new HarkError('invalid_input', `The server address ${why}.`, {
    field: 'endpoint.url',
    kept: 'The server used until now was kept.',
    action: 'Enter an address like wss://host/v1/realtime, and a key in its own field.',
  });
}
