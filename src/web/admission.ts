import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the web host. Any web page can reach a loopback port, so three things are asked for: the exact Host (a
 * rebound name has another), for sockets the exact Origin, and a cookie that only the printed address hands out.
 */
export type Admission = {
  /** Opens the address once; the page then holds a cookie and the token leaves the address bar. */
  readonly token: string;
  hostAllowed(request: IncomingMessage): boolean;
  originAllowed(request: IncomingMessage): boolean;
  hasCookie(request: IncomingMessage): boolean;
  /** The `Set-Cookie` for a right token; `undefined` for a wrong one. */
  cookieFor(token: string): string | undefined;
};

export function createAdmission(port: number): Admission {
  const token = randomBytes(32).toString('base64url');
  const session = randomBytes(32).toString('base64url');
  // Cookies are shared between the ports of a host: two Harks must not overwrite each other's.
  const cookieName = `hark_${port}`;
  const hosts: readonly (string | undefined)[] = [`127.0.0.1:${port}`, `localhost:${port}`];
  return {
    token,
    hostAllowed: ({ headers }) => hosts.includes(headers.host),
    originAllowed: ({ headers }) => headers.origin === `http://${headers.host}`,
    hasCookie: ({ headers }) => {
      const value = cookieValue(headers.cookie ?? '', cookieName);
      return value !== undefined && sameSecret(value, session);
    },
    cookieFor: (given) =>
      sameSecret(given, token) ? `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` : undefined,
  };
}

function cookieValue(header: string, name: string): string | undefined {
  const pair = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

/** Digests have one length, so that the time taken tells nothing about how much was right. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
