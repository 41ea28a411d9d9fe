import { HarkError } from '#shared/base/errors.ts';
import type { ApiKey } from '../model/model.ts';
import type { Endpoint } from './endpoint.ts';

/** Characters a header may carry; a key with others was copied with something around it. */
const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * The key for an endpoint, fetched now; undefined where none is needed. The environment's key goes to OpenAI alone.
 * Throws `authentication`; neither key nor what a key function threw is in the message.
 */
export async function resolveApiKey(
  apiKey: ApiKey | undefined,
  endpoint: Endpoint,
): Promise<string | undefined> {
  const given = typeof apiKey === 'function' ? await callKeyFunction(apiKey) : apiKey;
  const key = given ?? (endpoint.isOpenAI ? process.env.OPENAI_API_KEY : undefined);
  if (key === undefined || key.trim() === '') {
    if (!endpoint.isOpenAI) return undefined;
    throw new HarkError('authentication', 'No API key for OpenAI is known.', {
      field: 'apiKey',
      action: 'Enter a key, or set OPENAI_API_KEY.',
    });
  }
  const trimmed = key.trim();
  if (PRINTABLE.test(trimmed)) return trimmed;
  throw new HarkError('authentication', 'The API key contains characters that no key has.', {
    field: 'apiKey',
    action: 'Copy the key again, without spaces or line breaks.',
  });
}

/** Some servers quote the key they refuse. */
export function redactKeys(text: string): string {
  return text.replace(/\b(sk|ek)[-_][\w*.-]+/g, '[key]');
}

async function callKeyFunction(apiKey: () => string | Promise<string>): Promise<string> {
  // What it threw is left out on purpose: it may quote the key.
  const key = await new Promise<string>((resolve) => resolve(apiKey())).catch(() => undefined);
  if (typeof key === 'string') return key;
  throw new HarkError('authentication', 'The API key could not be fetched.', { field: 'apiKey' });
}
