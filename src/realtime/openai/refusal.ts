import type { IncomingMessage } from 'node:http';
import type { Clock } from '#shared/base/clock.ts';
import { type ErrorCode, errorCodeOf, WireErrorSchema } from '#shared/wire/wire-error.ts';

/** So much of a refusal is read, bytes: the errors of providers have a few hundred. */
const MAX_BODY_BYTES = 8 * 1024;
/** How long a refusal may take to say why, ms. */
const READ_LIMIT_MS = 1_000;

/** Why a server refused the handshake, if its answer says so in the form of the protocol's errors. Never rejects. */
export async function readRefusal(response: IncomingMessage, clock: Clock): Promise<ErrorCode | undefined> {
  const cancelLimit = clock.after(READ_LIMIT_MS, () => response.destroy());
  try {
    let body = '';
    for await (const chunk of response.setEncoding('latin1')) {
      body += chunk;
      if (body.length > MAX_BODY_BYTES) return undefined;
    }
    const parsed = WireErrorSchema.safeParse(JSON.parse(body)?.error);
    return parsed.success ? errorCodeOf(parsed.data) : undefined;
  } catch {
    return undefined;
  } finally {
    cancelLimit();
  }
}
