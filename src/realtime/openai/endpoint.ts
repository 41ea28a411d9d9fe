import { HarkError } from '#shared/base/errors.ts';

const OPENAI_URL = 'wss://api.openai.com/v1/realtime';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);
const SECURE: Readonly<Record<string, string>> = { 'https:': 'wss:', 'wss:': 'wss:' };
const PLAIN: Readonly<Record<string, string>> = { 'http:': 'ws:', 'ws:': 'ws:' };

export type Endpoint = {
  readonly url: string;
  /** On this very machine: no network can be slow, and no encryption is needed. */
  readonly isLoopback: boolean;
  readonly isOpenAI: boolean;
};

/**
 * Where to connect. Plain text is allowed to this machine only, so that a key never travels unencrypted.
 * Throws `invalid_input` without repeating the address: it may carry a token.
 */
export function resolveEndpoint(target: {
  readonly url?: string;
  readonly modelName: string;
  readonly callId?: string;
}): Endpoint {
  const url = parseUrl(target.url ?? OPENAI_URL);
  const isLoopback = LOOPBACK.has(url.hostname);
  const protocol = SECURE[url.protocol] ?? (isLoopback ? PLAIN[url.protocol] : undefined);
  if (protocol === undefined)
    throw refusal('must begin with wss:// or https://, or name this computer itself');
  if (url.username !== '' || url.password !== '') throw refusal('must not contain a user name or password');
  url.protocol = protocol;
  url.hash = '';
  if (target.callId !== undefined) url.searchParams.set('call_id', target.callId);
  else if (!url.searchParams.has('model')) url.searchParams.set('model', target.modelName);
  return { url: url.href, isLoopback, isOpenAI: url.hostname === 'api.openai.com' };
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw refusal('is not a valid address');
  return url;
}

function refusal(problem: string): HarkError {
  return new HarkError('invalid_input', `The server address ${problem}.`, {
    field: 'url',
    action: 'Check the server address in the settings.',
  });
}
